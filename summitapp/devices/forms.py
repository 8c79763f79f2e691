"""The shape of a device as organisers write it down."""

from collections.abc import Iterable

from wtforms import RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from summitapp.checkin.models import CheckInPoint
from summitapp.checkin.values import DIRECTION_WORDS, Direction
from summitapp.core.fields import Form
from summitapp.core.i18n import current_language, language_name, said
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.core.text import LANGUAGES
from summitapp.devices.models import Device
from summitapp.devices.values import ROLE_HELP, ROLE_WORDS, DeviceRole, NewDevice


class DeviceForm(Form):
    """A device: what it is called, what it is for, where it stands."""

    name = StringField(
        _l("Name"), validators=[InputRequired(), Length(max=80)],
        description=_l("What stands on it, such as Telephone 4. Better not the name of a person."),
    )  # fmt: skip
    role = RadioField(_l("What is it for?"), coerce=DeviceRole, default=DeviceRole.DOOR, validators=[InputRequired()])
    point = SelectField(_l("Check-in point"), description=_l("It can be changed on the device."))
    direction = RadioField(
        _l("Direction"), coerce=Direction, default=Direction.IN,
        choices=[SelectChoice(way.value, _l(words)) for way, words in DIRECTION_WORDS.items()],
    )  # fmt: skip
    language = SelectField(_l("Language of the device"))

    def wanted(self) -> NewDevice:
        """Return what was written."""
        role = self.role.data if self.role is not None else DeviceRole.DOOR
        return NewDevice(self.name.data, role, self.language.data, self.point.data, self.direction.data)


def device_form(points: Iterable[CheckInPoint], roles: Iterable[DeviceRole], device: Device | None = None) -> DeviceForm:
    """Return the form for a new device of one of these roles, or for one that exists, whose role stays."""

    class OwnForm(DeviceForm):
        pass

    if device is not None:
        OwnForm.role = None
        form = OwnForm(obj=device, data={"point": device.point.code if device.point else ""})
    else:
        form = OwnForm(data={"language": current_language()})
        form.role.choices = [
            SelectChoice(role.value, f"{_(ROLE_WORDS[role])}: {_(ROLE_HELP[role])}") for role in roles
        ]  # fmt: skip
    form.point.choices = [SelectChoice("", _("Chosen on the device"))]
    form.point.choices += [SelectChoice(point.code, said(point.name)) for point in points]
    form.language.choices = [SelectChoice(language, language_name(language)) for language in LANGUAGES]
    return form
