"""Who is told of a release: each mail before it leaves, the one button, and how many arrived."""

from collections.abc import Sequence
from typing import Any

from flask import request

from summitapp.agenda import queries, services
from summitapp.agenda.forms import TellForm
from summitapp.agenda.models import AgendaNotice, AgendaVersion
from summitapp.agenda.values import Concern, CountChanged, News, NoticeState
from summitapp.agenda.views.frame import bp
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import ngettext
from summitapp.core.web import explain, flash_done, flash_warning, page_asked, redirect_to, render, requires
from summitapp.outbox import queries as outbox

PAGE = 50


@bp.get("/organise/<slug>/agenda/versions/<int:number>/told/")
@requires("agenda:tell", on=queries.version_of)
def told(version: AgendaVersion) -> str:
    """Everybody whom a release concerns, what each is told, and how far the mails are."""
    figures = _figures(version)
    wanted = request.args.get("state", "")
    state = NoticeState(wanted) if wanted in list(NoticeState) else None
    number = sum(figures["states"].values()) if state is None else figures["states"].get(state, 0)
    page, pages = page_asked(number, PAGE)
    notices = queries.notices_of(version, state, PAGE, (page - 1) * PAGE)
    return render("agenda/told.html", summit=version.summit, demo=version.summit.is_demo, version=version, state=state,
                  page=page, pages=pages, zone=version.summit.timezone, **_news(notices), **figures)  # fmt: skip


def _figures(version: AgendaVersion) -> dict[str, Any]:
    """Return how far the mails of a release are, and what can still be decided."""
    return {
        "states": queries.notice_states([version.id])[version.id],
        "mails": outbox.batch_states([version.public_id])[version.public_id],
        "reasons": queries.reasons_of(version), "without": queries.unreachable_count(version),
        "newest": queries.release_of(version.summit_id) == version.number,
    }  # fmt: skip


def _news(notices: Sequence[AgendaNotice]) -> dict[str, Any]:
    """Return people with what each is told."""
    news = {one.id: [News.of(told) for told in one.news] for one in notices}
    titles = queries.titles_of({one.session for told in news.values() for one in told})
    return {"notices": notices, "news": news, "titles": titles}


@bp.post("/organise/<slug>/agenda/versions/<int:number>/told/")
@requires("agenda:tell", on=queries.version_of)
def tell(version: AgendaVersion) -> Any:
    """Let every prepared mail go."""
    form = TellForm()
    if form.validate_on_submit():
        try:
            number = services.release_notices(version, form.number.data)
        except CountChanged as error:
            flash_warning(explain(error))
            return _back(version)
        if number:
            flash_done(ngettext("The mail to one person is on its way.", "The mails to %(num)s people are on their way.", number))
        else:
            flash_done(_("The mails are on their way already; nothing was sent twice."))
    return _back(version)


def _back(version: AgendaVersion) -> Any:
    return redirect_to("agenda.told", slug=version.summit.slug, number=version.number)


@bp.get("/organise/<slug>/agenda/notices/<reference>/")
@requires("agenda:tell", on=queries.notice_of)
def notice(notice: AgendaNotice) -> str:
    """One mail as its reader gets it, in their language."""
    version = notice.version
    return render("agenda/notice.html", summit=version.summit, demo=version.summit.is_demo, version=version,
                  notice=notice, letter=services.preview_notice(notice),
                  newest=queries.release_of(version.summit_id) == version.number)  # fmt: skip


@bp.post("/organise/<slug>/agenda/notices/<reference>/drop")
@requires("agenda:tell", on=queries.notice_of)
def drop_notice(notice: AgendaNotice) -> Any:
    """Do not tell somebody."""
    services.drop_notice(notice)
    flash_done(_("%(name)s is not told.", name=notice.person.name.full))
    return _back(notice.version)


@bp.post("/organise/<slug>/agenda/versions/<int:number>/told/leave-out")
@requires("agenda:tell", on=queries.version_of)
def drop_notices(version: AgendaVersion) -> Any:
    """Do not tell all whom it concerns for one reason."""
    wanted = request.form.get("reason", "")
    if wanted in list(Concern):
        number = services.drop_notices(version, Concern(wanted))
        flash_done(ngettext("One person is not told.", "%(num)s people are not told.", number))
    return _back(version)


@bp.post("/organise/<slug>/agenda/notices/<reference>/keep")
@requires("agenda:tell", on=queries.notice_of)
def keep_notice(notice: AgendaNotice) -> Any:
    """Tell them after all."""
    services.keep_notice(notice)
    flash_done(_("%(name)s is told after all.", name=notice.person.name.full))
    return _back(notice.version)


@bp.get("/organise/<slug>/agenda/versions/<int:number>/phones/")
@requires("agenda:call", on=queries.version_of)
def phones(version: AgendaVersion) -> str:
    """Whom to call, on paper for the desk."""
    notices = [
        one for one in queries.notices_of(version) if one.state not in (NoticeState.DROPPED, NoticeState.SUPERSEDED)
    ]  # fmt: skip
    return render("agenda/phones.html", summit=version.summit, demo=version.summit.is_demo, version=version,
                  phones=queries.phones_of(version), zone=version.summit.timezone, **_news(notices))  # fmt: skip
