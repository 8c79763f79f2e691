"""A copy of a summit begins with times, tables and numbers of the last one, and with nobody's requests."""

from datetime import timedelta

from summitapp.accounts.values import Role
from summitapp.core.db import db
from summitapp.core.security import system_actor
from summitapp.core.text import Translated
from summitapp.core.tz import to_local
from summitapp.matchmaking import queries
from summitapp.matchmaking.values import RoundPhase
from summitapp.summits import services as summits
from tests.factories.planning import all_pairs, in_phase, set_up, the_round


def test_a_copied_summit_has_the_frame_and_no_request(uow):
    with uow():
        one = in_phase(set_up(3, tables=2, seats=5, max_meetings=5, programme=True), RoundPhase.PUBLISHED, version=3)
        all_pairs(one)
    with uow():
        old = the_round()
        first = old.summit.starts_on + timedelta(days=365)
        copy = summits.copy_summit(old.summit, "izmir-2028", Translated.same("Next"), first, system_actor("tests"))
        db.session.flush()
        new = queries.round_of(copy.id)
        assert new is not None and (new.phase, new.version, new.max_meetings) == (RoundPhase.PREPARING, 0, 5)
        assert [table.code for table in queries.tables_of(new.id)] == ["T1", "T2"] and queries.tables_of(new.id)[0].seats == 5
        times = [[to_local(slot.starts_at, "Europe/Istanbul") for slot in queries.slots_of(each.id)] for each in (old, new)]
        assert [at.strftime("%H:%M") for at in times[0]] == [at.strftime("%H:%M") for at in times[1]]
        assert {(later.date() - at.date()).days for at, later in zip(*times, strict=True)} == {365}
        assert queries.instance_of(new).requests == () and Role.OWNER
