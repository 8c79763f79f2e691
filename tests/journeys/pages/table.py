"""The organiser's table with its views, people entered by hand, and pairs that may be one person's."""

from summitapp.registration import queries, services
from summitapp.registration.models import Registration
from summitapp.registration.values import Answers, Applicant, Column
from summitapp.summits.models import Summit

_SUMMIT = {"slug": "izmir-2027"}
PAGES = {
    "organiser": {
        "registration.organise": (
            _SUMMIT, {**_SUMMIT, "q": "nobody at all"}, {**_SUMMIT, "sort": "name"}, {**_SUMMIT, "sort": "state"},
            {**_SUMMIT, "sort": "delegation", "state": "waiting"}, {**_SUMMIT, "view": "{view}"},
        ),
        "registration.list_views": (_SUMMIT,),
        "registration.add": (_SUMMIT,),
        "registration.correct": ({**_SUMMIT, "code": "{asking}"},),
        "registration.duplicates": (_SUMMIT, {**_SUMMIT, "show": "apart"}),
        "registration.choose_other": ({**_SUMMIT, "code": "{asking}"}, {**_SUMMIT, "code": "{asking}", "q": "{family}"}),
        "registration.merge": ({**_SUMMIT, "code": "{asking}", "other": "{twice}"},),
    },
}  # fmt: skip


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Save a view, and register somebody a second time."""
    view = services.save_view(summit, "Waiting", {"state": ["waiting"]}, [Column.STATE, Column.EMAIL], shared=True)
    asking = queries.by_code(summit.slug, values["asking"])
    assert isinstance(asking, Registration)
    person = asking.person
    again = Applicant(person.given_name, person.family_name, "twice@example.org", "en", single_name=True)
    receipt = services.enter_by_hand(summit, again, Answers(city="Bremen"), asking.category, tell=False)
    services.compare_new(summit.id)
    return {"view": view.public_id, "twice": receipt.code}, {}
