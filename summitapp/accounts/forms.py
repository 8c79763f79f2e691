"""The forms of signing in and of one's own account."""

from wtforms import HiddenField, PasswordField, RadioField, StringField
from wtforms.validators import InputRequired, Length

from summitapp.accounts import rules
from summitapp.core.fields import EmailAddressField, Form, choices
from summitapp.core.i18n import lazy_gettext as _l

LANGUAGE_CHOICES = choices([("de", "Deutsch"), ("en", "English"), ("tr", "Türkçe")])
_PASSWORD_HELP = _l("At least 12 characters. Three or four words that only you put together are easy to remember.")


class SignInForm(Form):
    """Address and password."""

    email = EmailAddressField(_l("E-mail address"), [InputRequired()])
    password = PasswordField(_l("Password"), [InputRequired(), Length(max=rules.MOST_PASSWORD)])
    next = HiddenField()


class LinkForm(Form):
    """The address a log-in link is sent to."""

    email = EmailAddressField(_l("E-mail address"), [InputRequired()])


class CodeForm(Form):
    """A code of the authenticator application, or a recovery code."""

    code = StringField(_l("Code"), [InputRequired(), Length(max=40)])


class NewPasswordForm(Form):
    """A password that is chosen for the first time."""

    password = PasswordField(
        _l("New password"), [InputRequired(), Length(max=rules.MOST_PASSWORD)], description=_PASSWORD_HELP
    )


class ChangePasswordForm(NewPasswordForm):
    """A new password, and the present one as proof."""

    present = PasswordField(_l("Present password"), [InputRequired(), Length(max=rules.MOST_PASSWORD)])


class ProfileForm(Form):
    """What the account knows of a person."""

    name = StringField(_l("Name"), [InputRequired(), Length(max=200)])
    language = RadioField(_l("Language of the mails we send you"), choices=LANGUAGE_CHOICES)
