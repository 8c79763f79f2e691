"""Making a summit, copying the last one, changing its parts, and showing it to the public."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any, Final, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.accounts.models import Grant
from summitapp.accounts.values import Role
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import constraint_error, db, lock
from summitapp.core.errors import Invalid
from summitapp.core.events import announce
from summitapp.core.security import Actor
from summitapp.core.text import N_, Translated, slugify
from summitapp.core.tz import zone
from summitapp.summits import queries, rules
from summitapp.summits.models import Category, Room, Summit, SummitDay, Track, Venue
from summitapp.summits.services.gate import changed, refuse_if_archived
from summitapp.summits.services.hours import copy_hours, copy_ways, drop_hours
from summitapp.summits.values import (
    CodeTaken,
    InUse,
    PlacesChanged,
    PlacesTaken,
    RoomRemoved,
    SlugTaken,
    SummitCopied,
    SummitDates,
    SummitIncomplete,
    SummitState,
)

OPENS: Final = time(9)
CLOSES: Final = time(18)
Part = Venue | Room | SummitDay | Track | Category
P = TypeVar("P", Venue, Room, SummitDay, Track, Category)

constraint_error({
    "uq_summits_summit_slug": SlugTaken,
    "uq_summits_room_summit_id_code": CodeTaken,
    "uq_summits_track_summit_id_code": CodeTaken,
    "uq_summits_category_summit_id_code": CodeTaken,
    "ck_summits_summit_capacity": PlacesTaken,
    "ck_summits_category_capacity": PlacesTaken,
})


# --- a summit is made ------------------------------------------------------------------------------


def create_summit(slug: str, name: Translated, starts_on: date, ends_on: date, timezone: str,
                  creator: Actor | None = None) -> Summit:  # fmt: skip
    """Make a summit as a draft with one day for each date; its creator becomes the owner.

    :raises Invalid: if the address or the dates do not hold. :raises SlugTaken: if the address is in use.
    """
    _check_slug(slug)
    dates = SummitDates(starts_on, ends_on)
    _check_dates(dates, timezone)
    summit = Summit(slug=slug, name=name, timezone=timezone, starts_on=starts_on, ends_on=ends_on, created_at=now())
    db.session.add(summit)
    for day in rules.days_between(starts_on, ends_on):
        summit.days.append(SummitDay(day=day, opens=OPENS, closes=CLOSES))
    record("summit.created", summit, summit=_reference(summit), slug=slug)
    _let_own(summit, creator)
    return summit


def copy_summit(source: Summit, slug: str, name: Translated, starts_on: date, creator: Actor | None = None) -> Summit:
    """Make a summit from the last one: texts, places, tracks and categories, all dates moved together.

    Times on the wall stay, whatever the clocks do in between; who came and what was said there is not copied.

    :raises Invalid: if the address does not hold. :raises SlugTaken: if it is in use.
    """
    _check_slug(slug)
    moved = rules.shift_dates(dates_of(source), starts_on, zone(source.timezone))
    summit = Summit(
        slug=slug, name=name, motto=source.motto, description=source.description, practical=source.practical,
        registration_intro=source.registration_intro, city_id=source.city_id, timezone=source.timezone,
        starts_on=moved.starts_on, ends_on=moved.ends_on, default_language=source.default_language,
        contact_email=source.contact_email, approval=source.approval, capacity=source.capacity,
        changeover_minutes=source.changeover_minutes, offer_hours=source.offer_hours, review_fields=list(source.review_fields),
        registration_opens_at=moved.registration_opens, registration_closes_at=moved.registration_closes,
        nominations_close_at=moved.nominations_close, changes_close_at=moved.changes_close,
        created_at=now(), copied_from=source.public_id,
    )  # fmt: skip
    db.session.add(summit)
    with db.session.no_autoflush:
        _copy_parts(source, summit)
    record("summit.copied", summit, summit=_reference(summit), source=source.public_id)
    _let_own(summit, creator)
    announce(SummitCopied(source.id, summit.id))
    return summit


def _copy_parts(source: Summit, summit: Summit) -> None:
    step = summit.starts_on - source.starts_on
    _copy_places(source, summit, step)
    for day in source.days:
        summit.days.append(SummitDay(day=day.day + step, label=day.label, opens=day.opens, closes=day.closes))
    for track in source.tracks:
        summit.tracks.append(
            Track(code=track.code, name=track.name, colour=track.colour, position=track.position)
        )
    for one in source.categories:
        summit.categories.append(
            Category(code=one.code, name=one.name, colour=one.colour, shape=one.shape, capacity=one.capacity,
                     open_to_public=one.open_to_public, holds_place=one.holds_place, protocol=one.protocol,
                     position=one.position)
        )  # fmt: skip


def _copy_places(source: Summit, summit: Summit, step: timedelta) -> None:
    twins: dict[int, Venue] = {}
    for venue in source.venues:
        twins[venue.id] = Venue(
            name=venue.name, address=venue.address, directions=venue.directions, latitude=venue.latitude,
            longitude=venue.longitude, position=venue.position,
        )  # fmt: skip
        summit.venues.append(twins[venue.id])
        for room in venue.rooms:
            summit.rooms.append(
                Room(venue=twins[venue.id], code=room.code, name=room.name, capacity=room.capacity,
                     languages=list(room.languages), position=room.position, hours=copy_hours(room, step))
            )  # fmt: skip
    copy_ways(twins)


def _let_own(summit: Summit, creator: Actor | None) -> None:
    user = accounts_queries.user_by_reference(creator.reference) if creator and creator.kind == "user" else None
    if user is not None:
        accounts.give_role(user, Role.OWNER, summit.public_id)


# --- its words and dates ---------------------------------------------------------------------------


def change_texts(summit: Summit, texts: Mapping[str, Translated]) -> None:
    """Replace what the summit says about itself.

    :raises SummitArchived: if it takes no more changes.
    """
    refuse_if_archived(summit)
    fields = [name for name, text in texts.items() if getattr(summit, name) != text]
    for name in fields:
        setattr(summit, name, texts[name])
    changed(summit, "summit.texts_changed", fields=fields)


def change_dates(summit: Summit, dates: SummitDates) -> None:
    """Move the summit; days that fall away go, new ones come with the usual hours.

    :raises Invalid: if the dates contradict each other. :raises InUse: if a day that falls away is still in use.
    """
    refuse_if_archived(summit)
    _check_dates(dates, summit.timezone)
    before = (summit.starts_on, summit.ends_on)
    summit.starts_on, summit.ends_on = dates.starts_on, dates.ends_on
    summit.registration_opens_at, summit.registration_closes_at = dates.registration_opens, dates.registration_closes
    summit.nominations_close_at, summit.changes_close_at = dates.nominations_close, dates.changes_close
    wanted = set(rules.days_between(dates.starts_on, dates.ends_on))
    for day in [one for one in summit.days if one.day not in wanted]:
        _delete(day)
    drop_hours(summit, wanted)
    for date_ in sorted(wanted - {one.day for one in summit.days}):
        summit.days.append(SummitDay(day=date_, opens=OPENS, closes=CLOSES))
    after = (dates.starts_on, dates.ends_on)
    changed(summit, "summit.dates_changed", first=(before[0], after[0]), last=(before[1], after[1]))


def change_entry(summit: Summit, values: Mapping[str, Any]) -> None:
    """Change who decides on registrations, how many places there are, and whom people can write to.

    :raises PlacesTaken: if more places are held than the new number.
    """
    refuse_if_archived(summit)
    summit = lock(Summit, summit.id)
    capacity = values.get("capacity")
    if capacity is not None and capacity < summit.taken:
        raise PlacesTaken(taken=summit.taken)
    changes = {name: (getattr(summit, name), value) for name, value in values.items()
               if getattr(summit, name) != value}  # fmt: skip
    for name, value in values.items():
        setattr(summit, name, value)
    changed(summit, "summit.entry_changed", **changes)
    announce(PlacesChanged(summit.id))


# --- its parts -------------------------------------------------------------------------------------


def add_part(summit: Summit, part: P, values: Mapping[str, Any]) -> P:
    """Add a venue, room, track or category at the end of its list.

    :raises SummitArchived: if the summit takes no more changes. :raises CodeTaken: if its code is in use.
    """
    refuse_if_archived(summit)
    given = dict(values)
    if not isinstance(part, Venue | SummitDay):
        given["code"] = _code(summit, type(part), given)
    if not isinstance(part, SummitDay):
        given["position"] = queries.next_position(type(part), summit.id)
    with db.session.no_autoflush:
        for name, value in given.items():
            setattr(part, name, value)
        part.summit = summit
        db.session.add(part)
        summit.renew()
    record(f"{_word(part)}.added", part, summit=summit.public_id)
    return part


def _code(summit: Summit, kind: type[Room] | type[Track] | type[Category], given: Mapping[str, Any]) -> str:
    wish = str(given.get("code") or "")
    free = queries.free_code(kind, summit.id, wish or slugify(given["name"].best("en"))[:20].strip("-") or "x")
    if wish and wish != free:
        raise CodeTaken
    return free


def change_part(part: Part, values: Mapping[str, Any]) -> None:
    """Change a part of a summit.

    :raises PlacesTaken: if a category would have fewer places than are held.
    """
    refuse_if_archived(part.summit)
    if isinstance(part, Category):
        lock(Summit, part.summit_id)  # before the category, as everybody does who takes a place
        part = lock(Category, part.id)
        if values.get("capacity") is not None and values["capacity"] < part.taken:
            raise PlacesTaken(taken=part.taken)
    fields = [name for name, value in values.items() if getattr(part, name) != value]
    for name in fields:
        setattr(part, name, values[name])
    part.summit.renew()
    record(f"{_word(part)}.changed", part, summit=part.summit.public_id, fields=fields)
    if isinstance(part, Category):
        announce(PlacesChanged(part.summit_id))


def remove_part(part: Part) -> None:
    """Remove a part of a summit.

    :raises InUse: if something else refers to it.
    """
    summit = part.summit
    refuse_if_archived(summit)
    record(f"{_word(part)}.removed", part, summit=summit.public_id)
    if isinstance(part, Room):
        announce(RoomRemoved(part.id))
    _delete(part)
    summit.renew()


def move_part(part: Venue | Room | Track | Category, up: bool) -> None:
    """Exchange a part with its neighbour in the list."""
    refuse_if_archived(part.summit)
    row: list[Any] = queries.parts(cast("type[Venue]", type(part)), part.summit_id)
    here = row.index(part)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(row):
        return
    for place, one in enumerate(row):
        one.position = place
    part.position, row[there].position = there, here
    part.summit.renew()
    record(f"{_word(part)}.moved", part, summit=part.summit.public_id)


# --- who may see it --------------------------------------------------------------------------------


def change_state(summit: Summit, wanted: SummitState) -> None:
    """Show the summit to the public, take it back, or put it into the archive.

    :raises SummitTransitionRefused: if the step is not possible. :raises SummitIncomplete: if something is missing.
    """
    rules.decide_transition(summit.state, wanted)
    if wanted is SummitState.PUBLIC and gaps_of(summit):
        raise SummitIncomplete
    before, summit.state = summit.state, wanted
    changed(summit, f"summit.{wanted.value}", state=(before, wanted))


def gaps_of(summit: Summit) -> list[str]:
    """Return, as catalogue keys, what is missing before the summit can be shown."""
    counts = {"venues": len(summit.venues), "days": len(summit.days), "categories": len(summit.categories)}
    return rules.find_gaps_before_publishing(summit.name, dates_of(summit), counts, zone(summit.timezone))


# --- the team ----------------------------------------------------------------------------------------


def invite(summit: Summit, email: str, name: str, role: Role, language: str) -> Grant:
    """Give a role in the summit to an address and tell it by mail.

    :raises LastOwner: if the address is that of the last owner, and the role another one.
    """
    return accounts.invite(email, name, role, summit.public_id, language, summit_name=summit.name.best(language))


def dates_of(summit: Summit) -> SummitDates:
    """Return the dates as the rules read them."""
    return SummitDates(
        summit.starts_on, summit.ends_on, summit.registration_opens_at, summit.registration_closes_at,
        summit.nominations_close_at, summit.changes_close_at,
    )  # fmt: skip


def suggested_start(summit: Summit) -> date:
    """Return when the next edition might begin: the same weekday, about a year on."""
    return rules.suggest_start(summit.starts_on, max(summit.starts_on, now().date()))


# --- what the above share ------------------------------------------------------------------------


def _reference(summit: Summit) -> str:
    db.session.flush()
    return summit.public_id


def _check_slug(slug: str) -> None:
    if fault := rules.find_slug_fault(slug):
        raise Invalid({"slug": fault})
    if queries.by_slug(slug) is not None:
        raise Invalid({"slug": SlugTaken.message})


def _check_dates(dates: SummitDates, timezone: str) -> None:
    try:
        place = zone(timezone)
    except ValueError:
        raise Invalid({"timezone": N_("This time zone is not known.")}) from None
    if faults := rules.find_date_faults(dates, place):
        raise Invalid(faults)


def _word(part: Part) -> str:
    return {Venue: "venue", Room: "room", SummitDay: "day", Track: "track", Category: "category"}[type(part)]


def _delete(part: Part) -> None:
    try:
        with db.session.begin_nested():
            db.session.execute(sa.delete(type(part)).where(type(part).id == part.id))
    except IntegrityError as error:
        raise InUse from error
    db.session.expire(part.summit)
    db.session.expunge(part)
