"""The pages of letters: a delegate's own, the queue with a letter in each state, and the page that checks a code."""

from summitapp.accounts import services as accounts
from summitapp.accounts.values import Role
from summitapp.core.db import db
from summitapp.core.security import Actor, acting_as
from summitapp.letters import queries, services
from summitapp.letters.services.printing import code_of
from summitapp.letters.values import LetterKind
from summitapp.registration import queries as registrations
from summitapp.summits.models import Summit
from tests.factories.letters import visa

_SUMMIT = {"slug": "izmir-2027"}
_FOR = {**_SUMMIT, "code": "{code}"}
PAGES = {
    "visitor": {
        "letters.enter_code": ({}, {"code": "not a code"}),
        "letters.verify": ({"code": "{letter_code}"}, {"code": "{revoked_code}"}, {"code": "0000000000000000"}),
    },
    "delegate": {
        "letters.mine": ({},),
        "letters.ask": tuple({"reference": "{registration}", "kind": kind.value} for kind in LetterKind),
        "letters.change": ({"reference": "{open_letter}"},),
    },
    "organiser": {
        "letters.organise": (_SUMMIT, {**_SUMMIT, "q": "nobody at all"}, {**_SUMMIT, "show": "issued"}),
        "letters.show": tuple({**_SUMMIT, "reference": f"{{{name}_letter}}"} for name in ("open", "valid", "revoked")),
        "letters.of_person": (_FOR,),
        "letters.ask_for": tuple({**_FOR, "kind": kind.value} for kind in LetterKind),
    },
}
NO_PAGE = {
    "letters.preview": "a picture of paper",
    "letters.file": "paper",
    "letters.own_paper": "paper",
}


def _approve(letter: str, people: list[str]) -> None:
    for person in people:
        with acting_as(Actor("user", person)):
            found = queries.by_reference(letter)
            assert found is not None
            services.approve(found, found.fingerprint, "Projektleitung")


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Give the delegate an open letter, and two others a valid and a revoked one."""
    approvers = []
    for number in (1, 2):
        user = accounts.create_user(f"approver{number}@example.org", f"Onay {number}")
        accounts.give_role(user, Role.ORGANISER, summit.public_id)
        db.session.flush()
        approvers.append(user.public_id)
    going = registrations.by_reference(values["registration"])
    assert going is not None
    open_letter = services.ask(going, visa(going))
    _approve(open_letter.public_id, approvers[:1])
    others = [one for one in registrations.confirmed(summit.id) if one.person_id != going.person_id][:2]
    letters = [services.ask(one, visa(one, language="tr")) for one in others]
    for letter in letters:
        _approve(letter.public_id, approvers)
    services.revoke(letters[1], "Seyahat gerçekleşmiyor.")
    return {
        "open_letter": open_letter.public_id, "valid_letter": letters[0].public_id, "revoked_letter": letters[1].public_id,
        "letter_code": code_of(letters[0]), "revoked_code": code_of(letters[1]),
    }, {}  # fmt: skip
