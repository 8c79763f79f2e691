"""What speakers write about themselves: shape only."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from summitapp.core.fields import EmailAddressField, Form, TranslatedField, choices
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.speakers.models import SpeakerProfile
from summitapp.speakers.values import MOST_BIOGRAPHY, ProfileDetails


class WordsForm(Form):
    """Biography, how the name is said, what is needed on stage, and whether it may be shown."""

    biography = TranslatedField(
        _l("Biography"), rows=7, most=MOST_BIOGRAPHY,
        description=_l("A few sentences, in one language or in several. Readers see theirs, or the nearest one."),
    )  # fmt: skip
    link = StringField(
        _l("A web address of yours"), [Optional(), Length(max=300)],
        description=_l("Stands beside your biography. It begins with https://."),
    )  # fmt: skip
    pronunciation = StringField(
        _l("How your name is said"), [Optional(), Length(max=200)],
        description=_l("For whoever announces you, such as: Jau-lee-ah. Only the team sees it."),
    )  # fmt: skip
    equipment = TextAreaField(
        _l("What you need on stage"), [Optional(), Length(max=1000)], render_kw={"rows": 3},
        description=_l("Sound, an adapter, a clicker, a flip chart. Only the team sees it."),
    )  # fmt: skip
    released = BooleanField(_l("These words and this photo may be shown to everybody on the pages of the summit."))

    @classmethod
    def of(cls, profile: SpeakerProfile) -> "WordsForm":
        """Return the form as it begins."""
        return cls(None, data={
            "biography": profile.biography, "link": profile.link, "pronunciation": profile.pronunciation,
            "equipment": profile.equipment, "released": profile.released_at is not None,
        })  # fmt: skip

    def details(self) -> ProfileDetails:
        """Return what was written, in the words of the feature."""
        return ProfileDetails(self.biography.data, (self.pronunciation.data or "").strip(),
                              (self.equipment.data or "").strip(), (self.link.data or "").strip())  # fmt: skip


class PhotoForm(Form):
    """A photo to keep."""

    photo = FileField(_l("Photo"), description=_l("JPEG, PNG or WebP, ten megabytes at most. A portrait works best."))

    def content(self) -> bytes:
        """Return what was sent; nothing if no file was chosen."""
        sent: Any = self.photo.data
        return sent.read() if sent is not None and hasattr(sent, "read") else b""


class AddressForm(Form):
    """Where a speaker's mail goes, and in which language."""

    email = EmailAddressField(_l("E-mail address"), [Optional(), Length(max=254)])
    language = RadioField(_l("Language of the mails"), choices=choices(
        [("de", "Deutsch"), ("en", "English"), ("tr", "Türkçe")]
    ))  # fmt: skip
