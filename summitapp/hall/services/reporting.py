"""The report: what was asked, agreed, planned, kept, and what people said came of it."""

from collections.abc import Mapping, Sequence

from summitapp.core.clock import now
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.sheets import Cell, Sheet, write_xlsx
from summitapp.core.text import Translated
from summitapp.directory.values import SDGS, TOPICS, OrganisationKind
from summitapp.hall import queries, rules
from summitapp.hall.queries import report as counted
from summitapp.hall.services.papers.frame import base
from summitapp.hall.values import Held
from summitapp.hall.values.report import EACH, By, Fact, HallReport, Line
from summitapp.matchmaking.values import RequestState
from summitapp.summits.models import Summit

_ANSWERED = frozenset({RequestState.ACCEPTED, RequestState.DECLINED, RequestState.EXPIRED})


def report_of(summit: Summit) -> HallReport | None:
    """Return what the meetings of a summit came to, as of now; nothing if it has none."""
    round_ = queries.round_of(summit.id)
    if round_ is None:
        return None
    sides, said = counted.sides_in(round_.id), counted.outcomes_by_meeting(round_.id)
    facts = [_fact(one, sides.get(one.id, ()), said.get(one.meeting_id or 0, ())) for one in counted.asked_in(round_.id)]
    each = counted.meetings_each(round_.id, summit.id)
    return HallReport(
        rules.count("", facts), {by: rules.by_group(facts, by) for by in By}, _names(), len(each),
        sum(number >= EACH for number in each),
    )  # fmt: skip


def _fact(asked: counted.Asked, sides: Sequence[counted.Side], said: Sequence[tuple[int, str, bool, bool]]) -> Fact:
    held = rules.held_of(Held(one[1]) for one in said)
    begun = asked.starts_at is not None and asked.starts_at <= now()
    kept = begun and held is Held.TOOK_PLACE
    away = rules.missing((one.registration_id for one in sides if one.agreed), {one[0]: Held(one[1]) for one in said})
    return Fact(
        asked.state is RequestState.ACCEPTED, asked.state in _ANSWERED, asked.meeting_id is not None, begun,
        begun and held is not None, kept, begun and held is Held.NO_SHOW, kept and any(one[2] for one in said),
        kept and any(one[3] for one in said), _groups(sides),
        _groups([one for one in sides if one.registration_id in away]),
    )  # fmt: skip


def _groups(sides: Sequence[counted.Side]) -> Mapping[By, frozenset[str]]:
    return {
        By.CITY: frozenset(one.city for one in sides if one.city),
        By.KIND: frozenset(one.kind.value for one in sides if one.kind is not None),
        By.TOPIC: frozenset(key for one in sides for key in one.topics if key in TOPICS),
        By.SDG: frozenset(f"{goal:02}" for one in sides for goal in one.sdgs if goal in SDGS),
    }


def _names() -> Mapping[By, Mapping[str, Translated]]:
    return {
        By.CITY: counted.city_names(), By.KIND: {one.value: Translated.same(_(one.label)) for one in OrganisationKind},
        By.TOPIC: {key: topic.title for key, topic in TOPICS.items()},
        By.SDG: {f"{goal:02}": Translated(*(f"{goal} {text}" for _code, text in name)) for goal, name in SDGS.items()},
    }  # fmt: skip


def name_of(report: HallReport, by: By, key: str) -> str:
    """Return what a group is called."""
    return report.names[by].get(key, Translated.same(key)).best(current_language())


# --- as a workbook ----------------------------------------------------------------------------------------------------


def report_sheet(summit: Summit, report: HallReport) -> bytes:
    """Return the report as a workbook, a table for all and one for each way of splitting."""
    facts = base(summit, _("Report on meetings"))
    above = (f"{facts['summit']}: {facts['title']}", facts["made"], _("Figures about fewer than five are left out."))
    heads = [_("Requests"), _("Answered"), _("Accepted"), _("Accepted, %"), _("Planned"), _("Begun"), _("Heard of"), _("Kept"),
             _("Kept, %"), _("Somebody did not come"), _("Valuable"), _("Valuable, %"), _("With a follow-up")]  # fmt: skip
    sheets = [Sheet(_("All in all"), heads, [_cells(report.total)], above)]
    for by, lines in report.lines.items():
        rows = [[name_of(report, by, line.key), *_cells(line)] for line in lines]
        sheets.append(Sheet(_(by.label), [_(by.label), *heads], rows, above))
    return write_xlsx(sheets)


def _cells(line: Line) -> list[Cell]:
    shares = rules.shares_of(line)
    return [
        line.asked, line.answered, rules.told(line.accepted, line.answered), shares["accepted"].percent, line.planned,
        line.begun, line.heard, rules.told(line.kept, line.heard), shares["kept"].percent,
        rules.told(line.absent, line.heard), rules.told(line.valuable, line.kept), shares["valuable"].percent,
        rules.told(line.follow_up, line.kept),
    ]  # fmt: skip
