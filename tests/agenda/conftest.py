"""What several tests of the agenda begin with."""

from typing import Any

import pytest

from summitapp.agenda import services
from summitapp.agenda.models import Interpreter, Interpreting
from summitapp.core.db import db
from tests.agenda.releases import load, somebody
from tests.factories.agenda import World, add, make_world, publish


@pytest.fixture
def released_three(uow: Any) -> None:
    """Three published sessions: Anna moves, Berta stays, Cem goes; Zeynep interprets what moves."""
    with uow():
        made: World = make_world()
        anna, berta, cem = somebody("Anna", "Ast", "de"), somebody("Berta", "Bach"), somebody("Cem", "Çelik", "tr")
        add(made, "MOVES", 1, "HALL-B", anna, title="Cooling the city")
        add(made, "STAYS", 1, "HALL-C", berta, title="Ports that talk")
        add(made, "GOES", 4, "HALL-B", cem, title="Vocational training")
        zeynep = Interpreter(summit_id=made.summit.id, person_id=somebody("Zeynep", "Su").id, languages=["de", "tr"])
        db.session.add(zeynep)
        db.session.flush()
        db.session.add(Interpreting(session_id=load("MOVES").id, interpreter_id=zeynep.id))
        first = publish()
        services.release_notices(first, 4)
