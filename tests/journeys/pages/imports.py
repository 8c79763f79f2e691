"""The pages of a list that a delegation brings: choosing it, looking at it, and what it did."""

from summitapp.delegations import queries as delegations
from summitapp.nominations.services import importing as services
from summitapp.nominations.services.keeping import open_draft
from summitapp.summits.models import Summit
from tests.factories.nominations import LIST, csv_of

_LIST = {"reference": "{filing}"}
PAGES = {
    "organiser": {
        "nominations.import_list": (_LIST,),
        "nominations.show_import": (
            {**_LIST, "number": "{looked_at}"}, {**_LIST, "number": "{looked_at}", "row": "3", "show": "faults"},
            {**_LIST, "number": "{taken}"},
        ),
    }
}  # fmt: skip
NO_PAGE = {"nominations.import_template": "a workbook"}


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Bring a list, and another one that has everything to look at."""
    delegation = delegations.by_code(summit.id, "KARSIYAKA")
    assert delegation is not None
    taken = services.begin(delegation, "heyet.csv", services.read_list(csv_of(*LIST)))
    services.apply(taken, services.fingerprint(services.judge(delegation, open_draft(taken))))
    rows = (
        "Ad;Soyad;E-posta;Görev;Cep telefonu;Yemek;Not", "AYŞE;YILMAZ;ayse.yilmaz@example.org;;12;vegan;x",
        "Can;;can;;;;", "Şükrü;Öğüt;sukru@example.org;Daire Başkanı;;;",
    )  # fmt: skip
    looked_at = services.begin(delegation, "heyet-2.csv", services.read_list(csv_of(*rows)))
    return {"filing": delegation.public_id, "taken": taken.public_id, "looked_at": looked_at.public_id}, {}
