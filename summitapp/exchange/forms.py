"""The file that organisers bring."""

from flask_wtf.file import FileField, FileRequired

from summitapp.core.fields import Form
from summitapp.core.i18n import lazy_gettext as _


class SessionsForm(Form):
    """A file from somebody's computer."""

    file = FileField(_("Your file"), [FileRequired(_("Please choose a file."))])
