"""The record of processing (GDPR Art. 30, the inventory of KVKK Art. 16), made from the tags of the tables."""

from summitapp.core import i18n
from summitapp.core.clock import now
from summitapp.core.sheets import Sheet, write_xlsx
from summitapp.core.text import N_
from summitapp.privacy import queries, rules
from summitapp.privacy.values import BASIS_WORDS, KIND_WORDS, RECIPIENT_WORDS, SUBJECT_WORDS, Activity

HEADS = (N_("Whose"), N_("What"), N_("For what"), N_("Legal basis"), N_("Who sees it"), N_("Kept after the summit"),
         N_("Where it is stored"))  # fmt: skip


def record_of_processing() -> list[Activity]:
    """Return everything that is kept of people, a line for each purpose."""
    return rules.activities(queries.tagged_columns())


def record_workbook() -> bytes:
    """Return the record as a workbook in the reader's language, with the date on it."""
    rows = [
        (i18n.gettext(SUBJECT_WORDS[one.subjects]), _all(KIND_WORDS[kind] for kind in one.kinds),
         i18n.gettext(one.purpose), i18n.gettext(BASIS_WORDS[one.basis]),
         _all(RECIPIENT_WORDS[name] for name in (*one.recipients, "hosting")), i18n.show_duration(one.keep),
         ", ".join(one.columns))
        for one in record_of_processing()
    ]  # fmt: skip
    as_of = i18n.gettext("As of %(day)s", day=i18n.show_date(now().date()))
    return write_xlsx([Sheet(i18n.gettext("Record of processing"), [i18n.gettext(head) for head in HEADS], rows, [as_of])])


def _all(words: object) -> str:
    return ", ".join(i18n.gettext(str(word)) for word in words)  # type: ignore[attr-defined]
