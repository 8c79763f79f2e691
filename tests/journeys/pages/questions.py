"""The builder, the form with questions, and sealed answers."""

from typing import Any

from summitapp.accounts import services as accounts
from summitapp.accounts.values import Role
from summitapp.questions.values import Kind
from summitapp.registration import queries
from summitapp.registration import services as registration
from summitapp.summits.models import Summit
from tests.factories.questions import ask, options, section, when

SLUG = {"slug": "izmir-2027"}
PAGES: dict[str, dict[str, tuple[dict[str, str], ...]]] = {
    "organiser": {
        "questions.organise": (SLUG,),
        "questions.kinds": (SLUG,),
        "questions.usual": (SLUG,),
        "questions.preview": (SLUG, {**SLUG, "category": "delegate"}),
        "questions.new": tuple({**SLUG, "kind": kind} for kind in ("text", "one_choice", "accompanying", "emergency")),
        "questions.change": ({**SLUG, "code": "tour"}, {**SLUG, "code": "swims"}, {**SLUG, "code": "diet"}),
        "questions.new_section": (SLUG,),
        "questions.section": ({**SLUG, "reference": "{section}"},),
    },
    "delegate": {"registration.my_questions": ({"reference": "{registration}"},)},
    "first_aid": {
        "registration.sealed": (SLUG, {**SLUG, "q": "{family}"}),
        "registration.ask_to_open": ({**SLUG, "code": "{code}"},),
    },
}
NO_PAGE = {
    "registration.file": "a file, never shown in the page",
    "registration.my_needs": "behind a one-time code; tests/registration/test_answers_browser.py looks at it",
}


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, Any]]:
    """Ask three questions of our own besides those of the demo; one person has answered."""
    home = section(summit, "Excursions")
    ask(summit, home, "tour", Kind.ONE_CHOICE, options=options("boat", "ruins", places=2))
    ask(summit, home, "swims", Kind.YES_NO, show_if=when("tour", "boat"))
    ask(summit, home, "photo", Kind.IMAGE)
    going = queries.by_reference(values["registration"])
    assert going is not None
    registration.answer(going, {"tour": "boat", "swims": "yes"}, late=True)
    helper = accounts.create_user("first.aid@example.org", "Umut Demir")
    accounts.give_role(helper, Role.FIRST_AID, summit.public_id)
    return {"section": home.public_id}, {"first_aid": {"_user_id": accounts.identifier(helper)}}
