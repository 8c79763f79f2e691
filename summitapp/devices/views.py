"""What organisers see of devices, how a device is added, and how the device at hand becomes one."""

from flask import jsonify, redirect, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from summitapp.accounts import queries as accounts
from summitapp.badges.documents.qr import qr_svg
from summitapp.checkin import queries as checkin
from summitapp.checkin.values import Direction
from summitapp.core.context import settings
from summitapp.core.i18n import current_language, ngettext
from summitapp.core.i18n import gettext as _
from summitapp.core.text import as_language
from summitapp.core.web import flash_done, lang_blueprint, limited, may, redirect_to, render, requires
from summitapp.devices import queries, schemas, services, values
from summitapp.devices.forms import device_form
from summitapp.devices.models import Device
from summitapp.devices.values import DeviceRole, NewDevice, Secret
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

bp = lang_blueprint("devices", "summitapp.devices.views")
Page = str | tuple[str, int] | Response


@bp.get("/organise/<slug>/devices/")
@requires("devices:see", on=summits.by_slug)
def organise(summit: Summit) -> Page:
    """Show the devices of a summit and how each of them is."""
    lines = [(device, services.health(device)) for device in queries.listed(summit.id)]
    return render("devices/organise.html", summit=summit, lines=lines, words=values,
                  in_use=sum(1 for device, _health in lines if device.revoked_at is None))  # fmt: skip


@bp.route("/organise/<slug>/devices/new", methods=["GET", "POST"])
@requires("devices:add", on=summits.by_slug)
def new_device(summit: Summit) -> Page:
    """Add a device; its code is shown at once."""
    roles = tuple(DeviceRole) if may("devices:manage", summit) else (DeviceRole.DOOR,)
    form = device_form(checkin.points(summit.id), roles)
    if form.validate_on_submit():
        device = services.add_device(summit, form.wanted())
        # 307 sends the form on, so that a reload of the page with the code makes a new code and not a second device
        return redirect(url_for("devices.show_code", slug=summit.slug, reference=device.public_id), code=307)
    return render("devices/form.html", summit=summit, form=form, device=None), 422 if form.errors else 200


@bp.get("/organise/<slug>/devices/<reference>/")
@requires("devices:see", on=queries.of_summit)
def show(device: Device) -> Page:
    """Show one device."""
    names = accounts.names({device.added_by, device.revoked_by})
    return render("devices/show.html", summit=device.summit, device=device, words=values, names=names,
                  health=services.health(device))  # fmt: skip


@bp.get("/organise/<slug>/devices/<reference>/code")
@requires("devices:see", on=queries.of_summit)
def code_is_over(device: Device) -> Page:
    """Lead whoever comes back to a code, or changes the language there, to the device: a code is shown once."""
    return redirect_to("devices.show", slug=device.summit.slug, reference=device.public_id)


@bp.post("/organise/<slug>/devices/<reference>/code")
@limited("60 per hour")
@requires("devices:set_up", on=queries.of_summit)
def show_code(device: Device) -> Page:
    """Make a code and show it, this once."""
    secret = services.show_code(device)
    return render("devices/code.html", summit=device.summit, device=device, secret=secret, words=values,
                  picture=_picture(device, secret), health=services.health(device))  # fmt: skip


def _picture(device: Device, secret: Secret) -> Markup:
    """The code stands behind a #, so that it reaches no log of a server."""
    address = url_for("checkin.scanner", slug=device.summit.slug, lang=device.language, _anchor=f"enrol={secret.code}")
    return Markup(qr_svg(settings().base_url + address))


@bp.route("/organise/<slug>/devices/<reference>/change", methods=["GET", "POST"])
@requires("devices:manage", on=queries.of_summit)
def change(device: Device) -> Page:
    """Change what a device is called and where it stands."""
    form = device_form(checkin.points(device.summit_id), (), device)
    if form.validate_on_submit():
        services.rename_device(device, form.wanted())
        flash_done(_("The device has been changed."))
        return redirect_to("devices.show", slug=device.summit.slug, reference=device.public_id)
    return render("devices/form.html", summit=device.summit, form=form, device=device), 422 if form.errors else 200


@bp.post("/organise/<slug>/devices/<reference>/trust")
@requires("devices:manage", on=queries.of_summit)
def trust(device: Device) -> Page:
    """Take back the suspicion of a device that somebody has looked at."""
    services.trust(device)
    flash_done(_("Noted: this device is in good hands."))
    return redirect_to("devices.show", slug=device.summit.slug, reference=device.public_id)


@bp.post("/organise/<slug>/devices/<reference>/revoke")
@requires("devices:manage", on=queries.of_summit)
def revoke(device: Device) -> Page:
    """End one device."""
    services.revoke_device(device)
    flash_done(_("The device has been revoked. It forgets everything as soon as it hears of it."))
    return redirect_to("devices.organise", slug=device.summit.slug)


@bp.post("/organise/<slug>/devices/revoke-all")
@requires("devices:manage", on=summits.by_slug)
def revoke_all(summit: Summit) -> Page:
    """End all devices of a summit."""
    number = services.revoke_all(summit)
    flash_done(ngettext("%(num)s device has been revoked.", "%(num)s devices have been revoked.", number))
    return redirect_to("devices.organise", slug=summit.slug)


@bp.post("/venue/<slug>/scanner/enrol-this")
@limited("20 per minute")
@requires("devices:add", on=summits.by_slug)
def enrol_this(summit: Summit) -> Response:
    """Make the device at hand a device for doors, with the session instead of a code."""
    wanted = schemas.EnrolThisIn.model_validate(request.get_json(silent=True) or {})
    name = wanted.name.strip() or _("Telephone")
    device = NewDevice(name, DeviceRole.DOOR, as_language(current_language()), wanted.point, Direction(wanted.direction))
    answer = jsonify(schemas.write_enrolled(services.enrol_this(summit, device, wanted.build)))
    answer.status_code = 201
    return answer
