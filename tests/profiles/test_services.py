"""What becomes of profiles: suggestions renewed, people who leave, are replaced, merged, or take their consent back."""

import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event

from summitapp.audit.models import AuditEntry
from summitapp.audit.services import record
from summitapp.consents import services as consents
from summitapp.consents.values import Purpose
from summitapp.core import events
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.errors import Invalid, Stale
from summitapp.directory import services as directory
from summitapp.profiles import queries, services
from summitapp.profiles.models import MatchProfile, Passed, Suggestions
from summitapp.profiles.rules import child
from summitapp.profiles.services import suggesting
from summitapp.profiles.values import (
    MEETINGS,
    ConsentMissing,
    DayPart,
    Planned,
    ProfileClosed,
    ProfileOpened,
    ProfileState,
    Said,
)
from summitapp.registration.values import DelegateSubstituted, RegistrationCancelled, RegistrationMerged, State
from summitapp.summits import queries as summits
from summitapp.summits.values import SummitCopied
from tests.factories import doors
from tests.factories.profiles import Crowd, crowd, registration, summit_of

ASK = suggesting._ask_child  # as it is before a test begins
SAID = Said(offers=("waste",), seeks=("climate",), headline="Wasser")


def own(made: Crowd, place: int) -> MatchProfile:
    """Return one of the profiles in the present unit of work."""
    found = queries.profile_of(made.registrations[place])
    assert found is not None
    return found


def refreshed(app: Flask, made: Crowd) -> bool:
    """Let the worker do its work."""
    with app.app_context():
        summit = summits.by_reference(made.summit)
        assert summit is not None
        return services.refresh(summit)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often the child process was asked."""
    asked: list[str] = []
    ask = suggesting._ask_child
    monkeypatch.setattr(suggesting, "_ask_child", lambda order: (asked.append("asked"), ask(order))[1])
    return asked


# --- suggestions -------------------------------------------------------------------------------------------------------


def test_suggestions_are_worked_out_once_and_only_again_when_something_changed(app: Flask, uow: Any, reading: Any,
                                                                               calls: list[str]) -> None:  # fmt: skip
    with uow():
        made = crowd(3)
    assert refreshed(app, made) and not refreshed(app, made) and len(calls) == 1
    with reading():
        offers = queries.offers_for(own(made, 0))
        assert {one.profile.public_id for one in offers} == set(made.profiles[1:])
        assert all(len(one.reasons) >= 2 for one in offers)
    with uow():
        services.save(registration(made, 0), Said(offers=("port",), seeks=("port",), headline="x"), 1)
    with app.app_context():
        services.sweep()
        services.sweep()
    assert len(calls) == 2


def test_the_first_run_after_many_changes_waits_for_the_sweep(app: Flask, uow: Any, calls: list[str]) -> None:
    with uow():
        made = crowd(3)
    refreshed(app, made)
    for number in range(3):
        with uow():
            services.save(registration(made, number), Said(offers=("waste",), seeks=("climate",), headline=str(number)))
    assert len(calls) == 1
    with app.app_context():
        services.sweep()
    assert len(calls) == 2


def test_whoever_saves_sees_suggestions_at_once(uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(3)
        services.save(registration(made, 0), Said(offers=("mobility", "waste"), seeks=("waste",), sdgs=(11,), headline="x"), 1)
    with reading():
        assert queries.offers_for(own(made, 0))


def test_only_changed_lists_are_written(app: Flask, uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(3)
    refreshed(app, made)
    with uow():
        services.pass_over(own(made, 0), own(made, 1))
        untouched = own(made, 2).id
    written: list[Any] = []

    def note(*args: Any) -> None:
        if args[2].startswith("UPDATE profiles_suggestions SET found"):
            written.append(repr(args[3]))

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
        refreshed(app, made)
        event.remove(db.engine, "before_cursor_execute", note)
    assert len(written) == 1 and f", {untouched})" not in written[0] and f"'row': {untouched}" not in written[0]


def test_a_reason_that_was_taken_back_is_not_told(app: Flask, uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(2)
    refreshed(app, made)
    with uow():
        services.save(registration(made, 1), Said(offers=("port",), seeks=("mobility",), sdgs=(11,), headline="x"), 1)
    with reading():
        for offer in queries.offers_for(own(made, 0)):
            assert not any("waste" in reason.facts for reason in offer.reasons)


def test_numpy_never_comes_into_a_worker() -> None:
    code = "import sys, summitapp.app, summitapp.profiles.services; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_process_of_its_own_answers_the_same_and_tells_when_it_fails(app: Flask, uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(3)
    with reading():
        order = suggesting._read(made.summit_id).order
    assert ASK(order) == suggesting.lists_of(child.work(order))
    with pytest.raises(services.SuggestingFailed):
        ASK("no order")


# --- passing over ------------------------------------------------------------------------------------------------------


def test_passing_over_is_quiet_even_in_the_trail(uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(2)
    with reading():
        before = db.session.scalar(sa.select(sa.func.count(AuditEntry.id)))
    with uow():
        services.pass_over(own(made, 0), own(made, 1))
        services.pass_over(own(made, 0), own(made, 1))
    with reading():
        assert db.session.scalar(sa.select(sa.func.count(AuditEntry.id))) == before
        assert db.session.scalar(sa.select(sa.func.count(Passed.id))) == 1
    with uow():
        services.take_back(own(made, 0), own(made, 1))
    with reading():
        assert not queries.never_pairs(made.summit_id)


# --- writing and opening -----------------------------------------------------------------------------------------------


def test_what_makes_no_sense_is_named_field_by_field(uow: Any) -> None:
    with uow():
        made = crowd(1, state=None)
        with pytest.raises(Invalid) as refused:
            services.save(registration(made, 0), Said(offers=("magic",), headline="x" * 200, min_meetings=9, max_meetings=3))
        assert set(refused.value.faults) == {"offers", "headline", "min_meetings"}


def test_nobody_overwrites_what_they_have_not_seen(uow: Any) -> None:
    with uow():
        made = crowd(1, state=None)
        services.save(registration(made, 0), SAID, 0)
    with uow(), pytest.raises(Stale):
        services.save(registration(made, 0), Said(headline="late"), 0)


def test_opening_and_closing_is_announced(uow: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Any] = []
    monkeypatch.setitem(events._reactions, ProfileOpened, [heard.append])
    monkeypatch.setitem(events._reactions, ProfileClosed, [heard.append])
    with uow():
        made = crowd(1, state=None)
        profile = services.save(registration(made, 0), SAID)
        with pytest.raises(ConsentMissing):
            services.open_profile(profile)
        services.open_profile(profile, agreed=True)
        services.pause(profile)
        services.open_profile(profile)
        services.delete(profile)
    assert heard == [
        ProfileOpened(made.registrations[0], made.summit_id), ProfileClosed(made.registrations[0], made.summit_id),
        ProfileOpened(made.registrations[0], made.summit_id),
        ProfileClosed(made.registrations[0], made.summit_id, gone=True),
    ]  # fmt: skip


# --- people who leave, are replaced or merged ----------------------------------------------------------------------------


def test_whoever_no_longer_comes_is_closed_and_whoever_is_looked_at_again_is_not(uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(2)
        for place, state in ((0, State.CANCELLED), (1, State.SUBMITTED)):
            one = registration(made, place)
            one.state = state
            events.announce(RegistrationCancelled(one.id, one.public_id, one.summit_id, one.person_id, state))
    with reading():
        assert [own(made, place).state for place in (0, 1)] == [ProfileState.DRAFT, ProfileState.OPEN]
        assert not queries.open_profiles(made.summit_id)


def test_nothing_of_a_profile_is_for_whoever_comes_instead(app: Flask, uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(3)
        services.keep_free(registration(made, 0), services.span_of(summit_of(made), summit_of(made).starts_on, DayPart.MORNING))
        services.pass_over(own(made, 1), own(made, 0))
    refreshed(app, made)
    with uow():
        one, other = registration(made, 0), registration(made, 1)
        events.announce(DelegateSubstituted(one.id, one.public_id, made.summit_id, made.summit, None, one.person_id,
                                            one.person.public_id, other.person_id, other.person.public_id))  # fmt: skip
    with reading():
        assert queries.profile_of(made.registrations[0]) is None and not queries.free_times(made.registrations[0])
        assert not db.session.scalar(sa.select(sa.func.count(Passed.id)))
        found = db.session.scalars(sa.select(Suggestions.found)).all()
        assert made.profiles[0] not in repr(found)


def test_after_a_merge_the_profile_goes_on_and_so_do_the_passes(uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(4)
        services.pass_over(own(made, 0), own(made, 2))
        alone = doors.make_registration(summit_of(made), "Doppelt", "Da").id
        events.announce(RegistrationMerged(kept_id=made.registrations[1], gone_id=made.registrations[0]))
        events.announce(RegistrationMerged(kept_id=alone, gone_id=made.registrations[3]))
    with reading():
        assert queries.profile_of(made.registrations[0]) is None
        assert [one.other.public_id for one in queries.passed_by(own(made, 1))] == [made.profiles[2]]
        moved = queries.profile_of(alone)
        assert moved is not None and moved.public_id == made.profiles[3]


def test_taking_the_consent_back_deletes_the_profile(uow: Any, reading: Any) -> None:
    with uow():
        consents.ensure_texts()
        made = crowd(2, state=ProfileState.DRAFT)
        services.open_profile(own(made, 0), agreed=True)
    with uow():
        assert consents.decide(registration(made, 0).person, Purpose.MEETINGS, False)
    with reading():
        assert queries.profile_of(made.registrations[0]) is None
        assert queries.profile_of(made.registrations[1]) is not None


def test_a_hidden_name_leaves_everybodys_suggestions(app: Flask, uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(2)
    refreshed(app, made)
    with uow():
        directory.hide_person(registration(made, 1).person, "asked")
    with reading():
        assert not queries.offers_for(own(made, 0))
    refreshed(app, made)
    with reading():
        assert made.profiles[1] not in repr(db.session.scalars(sa.select(Suggestions.found)).all())


# --- time kept free ------------------------------------------------------------------------------------------------------


def test_times_that_touch_become_one_and_planned_meetings_are_named(app: Flask, uow: Any, reading: Any,
                                                                         monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    with uow():
        made = crowd(1)
        summit, me = summit_of(made), registration(made, 0)
        morning = services.span_of(summit, summit.starts_on, DayPart.MORNING)
        afternoon = services.span_of(summit, summit.starts_on, DayPart.AFTERNOON)
        meeting = Planned(morning[1] - timedelta(minutes=30), morning[1])
        monkeypatch.setitem(app.extensions, MEETINGS, lambda _id: [meeting])
        assert services.keep_free(me, morning, "Konsulat") == [meeting]
        services.keep_free(me, afternoon)
    with reading():
        assert queries.away_of(made.registrations) == {made.registrations[0]: [(morning[0], afternoon[1])]}
        assert [one.note for one in queries.free_times(made.registrations[0])] == ["Konsulat"]


def test_a_time_outside_of_the_summit_is_refused(uow: Any) -> None:
    with uow():
        made = crowd(1)
        with pytest.raises(Invalid):
            services.keep_free(registration(made, 0), (now(), now() + timedelta(hours=1)))


# --- rules ---------------------------------------------------------------------------------------------------------------


def test_whoever_may_not_see_may_not_ask_and_a_rule_that_allows_everything_is_no_rule(uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(1)
        delegate, press = (one.id for one in summit_of(made).categories)
        assert services.set_rules(summit_of(made), {(press, delegate): (False, True), (delegate, press): (True, True)}) == 1
    with reading():
        (rule,) = queries.rules_of(made.summit_id).values()
        assert (rule.may_see, rule.may_ask) == (False, False)
    with uow():
        assert services.set_rules(summit_of(made), {(press, delegate): (True, True)}) == 1
    with reading():
        assert not queries.rules_of(made.summit_id)


def test_a_summit_made_from_another_one_has_its_rules(uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(1)
        delegate, press = (one.id for one in summit_of(made).categories)
        services.set_rules(summit_of(made), {(press, delegate): (True, False)})
        other = doors.make_summit("next-2029")
        db.session.flush()
        events.announce(SummitCopied(made.summit_id, other.id))
        copy = other.id
    with reading():
        assert not queries.forbidden_of(copy).allows("press", "delegate")


def test_whoever_moves_to_another_house_is_known_by_it_with_the_next_run(app: Flask, uow: Any, reading: Any) -> None:
    with uow():
        made = crowd(2)
    refreshed(app, made)
    with uow():
        for place in range(2):
            registration(made, place).organisation_text = "Ege Üniversitesi"
            registration(made, place).delegation_id = None
        record("registration.changed", registration(made, 0))
    assert refreshed(app, made)
    with reading():
        assert {own(made, place).organisation_key for place in range(2)} == {"ege universitesi bremen"}
        assert not queries.offers_for(own(made, 0))  # those of one house meet at home
