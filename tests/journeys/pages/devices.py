"""The pages of devices: the list with one that works and one that was revoked, and adding one."""

from summitapp.devices import services
from summitapp.devices.values import DeviceRole, NewDevice
from summitapp.summits.models import Summit

_SUMMIT = {"slug": "izmir-2027"}
PAGES = {
    "organiser": {
        "devices.organise": (_SUMMIT,),
        "devices.new_device": (_SUMMIT,),
        "devices.show": ({**_SUMMIT, "reference": "{device}"}, {**_SUMMIT, "reference": "{device_gone}"}),
        "devices.change": ({**_SUMMIT, "reference": "{device}"},),
    },
}

NO_PAGE = {
    "devices.code_is_over": "leads to the device",
    "devices_api.roster": "data", "devices_api.find_people": "data",
}


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Add a device that is in use, and one that was revoked."""
    used = services.enrol_this(summit, NewDevice("Telefon 9"), "2027.1").device
    services.suspect(used.public_id)
    ended = services.add_device(summit, NewDevice("Tablet 9", DeviceRole.DESK))
    services.show_code(ended)
    services.revoke_device(ended)
    return {"device": used.public_id, "device_gone": ended.public_id}, {}
