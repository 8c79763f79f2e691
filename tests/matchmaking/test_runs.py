"""Planning runs: asked for, made in a process of their own, stopped, lost and taken up again."""

import os
import signal
import threading
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.jobs import services as jobs
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.models import MeetingRequest
from summitapp.matchmaking.rules.score import faults
from summitapp.matchmaking.services import child as process
from summitapp.matchmaking.values import NothingToPlan, PlanFrozen, RoundPhase, RunGoesOn, RunState
from tests.factories.planning import (
    all_pairs,
    ask,
    at,
    in_phase,
    interpreter,
    member,
    set_up,
    standing,
    the_round,
)
from tests.matchmaking.runs import DRAFT, planned, ready, the_run

# --- making ---------------------------------------------------------------------------------------


def test_a_run_makes_a_proposal_that_can_be_held_and_knows_how_good_it_is(uow, reading):
    ready(uow)
    reference = planned(uow, seed=7)
    with reading():
        run = the_run(reference)
        assert (run.state, run.progress, run.seed, run.fault) == (RunState.DONE, 100, 7, "")
        assert run.score is not None and run.bound is not None and run.score <= run.bound
        assert run.weights["shortfall"] == 300 and run.base_version == 0 and len(run.basis) == 32
        instance, held = queries.instance_of(run.round), services.as_held(run.proposal)
        assert held and faults(instance, held) == []
        assert run.report["held"] == len(held) and run.report["must"] == 0 and len(run.report["cities"]) == 4
        assert standing(run.round) == [], "nothing stands before a person adopts it"


def test_an_interpreter_sits_with_people_without_a_common_language(uow, reading):
    with uow():
        one = set_up(0)
        who = interpreter(one.summit)
        ask(one, member(one, 1, languages=["de"]), member(one, 2, languages=["tr"]))
        pool = who.public_id
    planned(uow)
    with reading():
        run = the_run()
        assert [held["interpreter"] for held in run.proposal] == [pool] and run.report["interpreters"] == {pool: 1}


@pytest.mark.parametrize("missing", ["requests", "slots", "tables"])
def test_without_requests_times_or_tables_there_is_nothing_to_plan(uow, missing):
    with uow():
        one = set_up(3, tables=1)
        if missing != "requests":
            all_pairs(one)
        if missing == "slots":
            services.remove_block(queries.blocks_of(one.id)[0])
        if missing == "tables":
            services.remove_tables(one, queries.tables_of(one.id))
        with pytest.raises(NothingToPlan):
            services.ask_for_run(the_round(), seconds=1, keep=False)


def test_one_run_goes_on_at_a_time_and_none_after_the_print_lock(uow, asleep):
    ready(uow)
    planned(uow)
    with uow():
        with pytest.raises(RunGoesOn):
            services.ask_for_run(the_round(), seconds=1, keep=False)
        services.stop_run(the_run())
        assert the_run().state is RunState.CANCELLED, "who waits only has nothing to finish"
        in_phase(the_round(), RoundPhase.FROZEN)
        with pytest.raises(PlanFrozen):
            services.ask_for_run(the_round(), seconds=1, keep=False)


def test_numbers_go_up_from_run_to_run_and_the_same_number_can_be_tried_again(uow, reading):
    ready(uow, 4)
    for _ in range(2):
        planned(uow)
    planned(uow, seed=1)
    with reading():
        assert [run.seed for run in queries.runs_of(the_round().id)] == [1, 2, 1]


def test_meetings_that_stand_are_kept_where_that_was_asked_for(uow, reading):
    ready(uow, 6)
    with uow():
        one = the_round()
        requests = [request.id for request in queries.instance_of(one).requests][:2]
        rows = {row.public_id: row for row in db.session.query(MeetingRequest)}
        held = [at(one, rows[requests[0]], 3, 2), at(one, rows[requests[1]], 2, 1)]
        services.write_plan(one, held, (), "adopted", DRAFT)
    planned(uow, keep=True)
    with reading():
        run = the_run()
        assert run.state is RunState.DONE
        found = {one["request"]: one["slot"] for one in run.proposal}
        assert [found[one.request] for one in held] == [one.slot for one in held] and run.report["moved_from_plan"] == 0


# --- stopping, breaking, getting lost --------------------------------------------------------------


def _in_background(app, reference):
    thread = threading.Thread(target=lambda: app.extensions["jobs"].run(services.PLAN, reference))
    thread.start()
    return thread


def _until(uow_or_reading, found, patience=15):
    """Wait until something is so."""
    ends = monotonic() + patience
    while monotonic() < ends:
        with uow_or_reading():
            if found():
                return
        sleep(0.1)
    raise AssertionError("it never came to that")


def test_a_stopped_run_ends_soon_and_keeps_the_best_it_has_found(app, uow, reading, asleep):
    ready(uow, 10)
    reference = planned(uow, seconds=60)
    thread = _in_background(app, reference)
    _until(reading, lambda: the_run(reference).progress > 0)
    begun = monotonic()
    with uow():
        services.stop_run(the_run(reference))
    thread.join(10)
    assert not thread.is_alive() and monotonic() - begun < 4
    with reading():
        run = the_run(reference)
        assert run.state is RunState.DONE and run.report["cancelled"] and run.proposal


def test_progress_is_written_while_the_planner_is_at_work(app, uow, reading, asleep):
    ready(uow, 10)
    reference = planned(uow, seconds=4)
    thread, seen = _in_background(app, reference), set()
    while thread.is_alive():
        with reading():
            run = the_run(reference)
            seen.add(run.progress)
            assert run.heard_at is None or now() - run.heard_at < timedelta(seconds=5)
        sleep(0.2)
    with reading():
        assert len(seen) > 4 and the_run(reference).progress == 100


def test_a_planner_that_is_killed_leaves_a_failed_run_and_no_process(app, uow, reading, asleep, monkeypatch):
    ready(uow, 10)
    reference, born = planned(uow, seconds=60), []
    enter = process.Child.__enter__
    monkeypatch.setattr(process.Child, "__enter__", lambda self: (enter(self), born.append(self._process.pid))[0])
    thread = _in_background(app, reference)
    _until(reading, lambda: the_run(reference).progress > 0)
    os.kill(born[0], signal.SIGKILL)
    thread.join(10)
    with reading():
        run = the_run(reference)
        assert (run.state, run.fault) == (RunState.FAILED, "broken")
    assert _alive(born[0]) == [], "nothing of it is left at work"


def _alive(group):
    """The processes of a group that still work; who has ended and waits to be fetched does not."""
    stats = [path.read_text().rpartition(")")[2].split() for path in Path("/proc").glob("[0-9]*/stat") if path.exists()]
    return [stat for stat in stats if int(stat[2]) == group and stat[0] != "Z"]


def test_a_planner_that_does_not_end_is_ended(app, uow, reading, asleep, monkeypatch):
    monkeypatch.setattr(process, "GRACE", timedelta(seconds=-59))
    ready(uow, 10)
    reference = planned(uow, seconds=60)
    app.extensions["jobs"].run(services.PLAN, reference)
    with reading():
        assert (the_run(reference).state, the_run(reference).fault) == (RunState.FAILED, "too_slow")


def test_a_run_whose_worker_was_lost_begins_anew_once(app, uow, reading, asleep):
    ready(uow, 4)
    reference = planned(uow)

    def lose(fault):
        with uow():
            run = the_run(reference)
            run.state, run.started_at, run.heard_at, run.fault = RunState.RUNNING, now(), now() - timedelta(minutes=5), fault
            run.finished_at = None
            record("meetings.run_begun", run)

    lose("")
    _sweep(app)
    with reading():
        assert the_run(reference).state is RunState.DONE
    lose("again")
    _sweep(app)
    with reading():
        assert (the_run(reference).state, the_run(reference).fault) == (RunState.FAILED, "lost")


def _sweep(app):
    sweeps: jobs.Jobs = app.extensions["jobs"]
    sweeps._in_context("matchmaking.sweep", sweeps.sweeps["matchmaking.sweep"])


def test_a_run_that_nobody_woke_is_found(app, uow, reading, asleep):
    ready(uow, 4)
    reference = planned(uow)
    _sweep(app)
    with reading():
        assert the_run(reference).state is RunState.QUEUED, "it was asked for only now"
    with uow():
        run = the_run(reference)
        run.asked_at = now() - timedelta(minutes=1)
        record("meetings.run_asked", run)
    _sweep(app)
    with reading():
        assert the_run(reference).state is RunState.DONE


def test_a_running_run_is_not_taken_by_a_second_worker(app, uow, reading, asleep):
    ready(uow, 4)
    reference = planned(uow)
    with uow():
        run = the_run(reference)
        run.state, run.heard_at = RunState.RUNNING, now()
        record("meetings.run_begun", run)
    app.extensions["jobs"].run(services.PLAN, reference)
    _sweep(app)
    with reading():
        assert the_run(reference).state is RunState.RUNNING
