"""The organisers' pages: who is open, who finds nobody and why, who is shown to everybody; and who may ask whom."""

from collections.abc import Sequence
from typing import Any

from flask import request
from werkzeug.wrappers import Response

from summitapp.core.i18n import current_language, language_name, ngettext, said
from summitapp.core.i18n import gettext as _
from summitapp.core.sheets import CSV, XLSX, Cell
from summitapp.core.text import LANGUAGES, as_language
from summitapp.core.tz import to_local
from summitapp.core.web import attachment, flash_done, flash_warning, limited, redirect_to, render, requires
from summitapp.directory.values import ORGANISATION_KIND_LABELS, TOPICS, OrganisationKind
from summitapp.profiles import mails, queries, services
from summitapp.profiles.documents import write_text, write_workbook
from summitapp.profiles.forms import ActForm
from summitapp.profiles.rules import overview as rules
from summitapp.profiles.values import ProfileState
from summitapp.profiles.values.overview import LACK_NAMES, PAGE, SHOW_NAMES, Line, Show
from summitapp.profiles.views.frame import Page, bp, page_asked
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

_PATH = "/organise/<slug>/meetings/profiles/"


@bp.get(_PATH)
@requires("profiles:see", on=summits.by_slug)
def organise(summit: Summit) -> Page:
    """Show how far profiles are; ``?show=`` narrows the list to those an organiser should look at."""
    overview = queries.overview_of(summit)
    asked = request.args.get("show", "")
    show = Show(asked) if asked in list(Show) else Show.ALL
    lines = rules.shown(overview, show)
    pages = max(-(-len(lines) // PAGE), 1)
    page = min(page_asked(), pages)
    return render(
        "profiles/organise.html", summit=summit, demo=summit.is_demo, overview=overview, show=show, shows=SHOW_NAMES,
        lines=lines[(page - 1) * PAGE:page * PAGE], number=len(lines), page=page, pages=pages, lacks=LACK_NAMES,
        states=ProfileState, cities=rules.counted_cities(overview.lines), kinds=rules.counted_kinds(overview.lines),
        kind_names=ORGANISATION_KIND_LABELS, missing=rules.missing_topics(overview.lines), topics=TOPICS,
    )  # fmt: skip


@bp.post(f"{_PATH}export.<any(xlsx,csv):kind>")
@limited("20 per minute")
@requires("profiles:manage", on=lambda slug, kind: summits.by_slug(slug))
def export(summit: Summit) -> Page:
    """Give the list as a table; that it left the house is written down."""
    if not ActForm().validate_on_submit():
        return redirect_to("profiles.organise", slug=summit.slug)
    lines = queries.overview_of(summit).lines
    services.note_export(summit, len(lines))
    name, rows = f"profiles-{summit.slug}", [_row(line) for line in lines]
    if (request.view_args or {})["kind"] == "csv":
        return attachment(write_text(_heads(), rows), CSV, f"{name}.csv")
    return attachment(write_workbook(_("Profiles"), _heads(), rows, (said(summit.name),)), XLSX, f"{name}.xlsx")


def _heads() -> list[str]:
    return [_("Number"), _("Name"), _("Function"), _("Organisation"), _("Kind of organisation"), _("City"), _("Category"),
            _("State"), _("Offers"), _("Seeks"), _("Interested in"), _("Goals"), _("Speaks"), _("Suggestions to them"),
            _("Suggested to others"), _("Why nobody is suggested")]  # fmt: skip


def _row(line: Line) -> list[Cell]:
    def topics(keys: Sequence[str]) -> str:
        return "; ".join(said(TOPICS[key].title) for key in keys if key in TOPICS)

    kind = _(ORGANISATION_KIND_LABELS[OrganisationKind(line.kind)]) if line.kind else ""
    return [line.code, line.name, line.function, line.organisation, kind, said(line.city), said(line.category),
            _(line.state.label), topics(line.offers), topics(line.seeks), topics(line.topics),
            "; ".join(str(goal) for goal in line.sdgs), "; ".join(language_name(code) for code in line.languages),
            line.number, line.exposure, _(LACK_NAMES[line.lack]) if line.lack else ""]  # fmt: skip


# --- asking those who have none ------------------------------------------------------------------------------------------


@bp.get(f"{_PATH}invite/")
@requires("profiles:manage", on=summits.by_slug)
def invite(summit: Summit) -> Page:
    """Show the mail to those without a profile, in each language, and how many get it."""
    overview, first = queries.overview_of(summit), queries.invitable(summit, 1)
    language = as_language(request.args.get("mail"), current_language())
    asked, when = queries.last_invited(summit)
    return render("profiles/invite.html", summit=summit, demo=summit.is_demo, number=overview.invitable, tab="profiles.organise",
                  letter=mails.preview(first[0], language) if first else None, mail=language, codes=LANGUAGES,
                  asked=asked, when=to_local(when, summit.timezone) if when else None)  # fmt: skip


@bp.post(f"{_PATH}invite/")
@limited("20 per minute")
@requires("profiles:manage", on=summits.by_slug)
def send_invitations(summit: Summit) -> Page:
    """Write to those without a profile."""
    if ActForm().validate_on_submit():
        number = services.invite(summit)
        if number:
            flash_done(ngettext("%(num)s participant is written to.", "%(num)s participants are written to.", number))
        else:
            flash_warning(_("Everybody who can be reached has a profile or was written to already."))
    return redirect_to("profiles.organise", slug=summit.slug)


# --- who may see and ask whom ----------------------------------------------------------------------------------------------


@bp.get("/organise/<slug>/meetings/rules/", endpoint="rules")
@requires("profiles:see", on=summits.by_slug)
def show_rules(summit: Summit) -> Page:
    """Show for each pair of categories whether the one sees and may ask the other."""
    known = queries.rules_of(summit.id)

    def stands(asker: Any, asked: Any) -> str:
        rule = known.get((asker.id, asked.id))
        return "ask" if rule is None or rule.may_ask else "see" if rule.may_see else "none"

    return render("profiles/rules.html", summit=summit, demo=summit.is_demo, categories=summit.categories, stands=stands)


@bp.post("/organise/<slug>/meetings/rules/")
@limited("60 per minute")
@requires("profiles:manage", on=summits.by_slug)
def save_rules(summit: Summit) -> Response:
    """Save the rules; what is not sent stays."""
    if ActForm().validate_on_submit():
        wanted = {}
        for asker in summit.categories:
            for asked in summit.categories:
                chosen = request.form.get(f"{asker.public_id}-{asked.public_id}")
                if chosen in ("ask", "see", "none"):
                    wanted[asker.id, asked.id] = (chosen != "none", chosen == "ask")
        changed = services.set_rules(summit, wanted)
        flash_done(_("Saved. Suggestions are worked out anew; requests made already stand.") if changed
                   else _("Nothing has changed."))  # fmt: skip
    return redirect_to("profiles.rules", slug=summit.slug)
