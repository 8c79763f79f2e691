"""Every release under its own address; for organisers the list of them, two beside each other, one published again."""

from typing import Any

from flask import Response, request

from summitapp.accounts import queries as accounts
from summitapp.agenda import queries, rules, services
from summitapp.agenda.forms import RestoreForm
from summitapp.agenda.models import AgendaVersion
from summitapp.agenda.values import NotOnAgenda, Placement
from summitapp.agenda.views.frame import bp, public_summit, shown, stamp, told
from summitapp.agenda.views.organise import summit_of
from summitapp.agenda.views.publishing import to_told
from summitapp.core import front
from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.web import blame, flash_done, may, public, redirect_to, render, render_public, requires
from summitapp.summits.models import Summit

DRAFT = "draft"


@bp.get("/summits/<slug>/agenda/versions/<int:number>/")
@public
def version(slug: str, number: int) -> Response:
    """The public part of one release, marked when it is not the newest any more."""
    summit = public_summit(slug)
    return front.serve(stamp(summit), lambda: _version_page(summit, number))


def _version_page(summit: Summit, number: int) -> Response:
    found = queries.last_release(summit, number)
    if found is None:
        raise NotOnAgenda
    programme = queries.programme_of(summit, found).only(lambda placement: placement.public)
    newest = queries.last_release(summit)
    assert newest is not None
    there = {one.code for one in queries.placements_of(newest) if one.public}
    return render_public("agenda/version.html", summit=summit, demo=summit.is_demo, here="agenda", version=found,
                         newest=newest, there=there, **shown(programme))  # fmt: skip


@bp.get("/organise/<slug>/agenda/versions/")
@requires("agenda:see", on=summit_of)
def versions(summit: Summit) -> str:
    """Every release with who published it, and two of them to be compared."""
    found = queries.releases(summit)
    names = accounts.names({one.published_by for one in found})
    return render("agenda/versions.html", summit=summit, demo=summit.is_demo, versions=found, names=names,
                  states=queries.notice_states([one.id for one in found]), zone=summit.timezone,
                  has_draft=queries.draft_of(summit) is not None)  # fmt: skip


@bp.get("/organise/<slug>/agenda/compare/")
@requires("agenda:see", on=summit_of)
def compare(summit: Summit) -> Any:
    """Two releases, or one and the draft, old beside new."""
    found = queries.releases(summit)
    if not found:
        return redirect_to("agenda.versions", slug=summit.slug)
    newest = found[0].number or 1
    old, new = _chosen("old", str(max(newest - 1, 1))), _chosen("new", str(newest))
    changes = rules.compare_versions(_side(summit, old), _side(summit, new))
    return render("agenda/compare.html", summit=summit, demo=summit.is_demo, versions=found, old=old, new=new,
                  changes=changes, **shown(queries.programme_of(summit, None)))  # fmt: skip


def _chosen(name: str, otherwise: str) -> str:
    return request.args.get(name, "") or otherwise


def _side(summit: Summit, chosen: str) -> tuple[Placement, ...]:
    """Return the placements of the draft or of a release by its number.

    :raises NotOnAgenda: if there is no such release.
    """
    if chosen == DRAFT:
        return rules.releasable(queries.draft_placements(summit))
    found = queries.last_release(summit, int(chosen)) if chosen.isdecimal() and len(chosen) < 7 else None
    if found is None:
        raise NotOnAgenda
    return queries.placements_of(found)


@bp.route("/organise/<slug>/agenda/versions/<int:number>/restore/", methods=["GET", "POST"])
@requires("agenda:publish", on=queries.version_of)
def restore(version: AgendaVersion) -> Any:
    """Publish an older release again: what that changes, and what becomes of the draft."""
    form = RestoreForm()
    if form.validate_on_submit():
        try:
            made = services.restore_version(
                version.summit, version.number or 0, form.note.data, form.name.data or "",
                draft_follows=form.draft.data == "follow",
            )  # fmt: skip
        except DomainError as error:
            blame(form, error)
            return _restore_page(version, form), error.status
        flash_done(_("Version %(number)s is published. Pages and calendars show it now.", number=made.label))
        return to_told(made)
    return _restore_page(version, form), 422 if form.is_submitted() else 200


def _restore_page(version: AgendaVersion, form: RestoreForm) -> str:
    summit = version.summit
    standing = tuple(one for one in queries.placements_of(version) if not one.cancelled)
    newest = queries.last_release(summit)
    released = queries.placements_of(newest) if newest is not None else ()
    draft = rules.releasable(queries.draft_placements(summit))
    changes = rules.compare_versions(released, standing)
    if not form.is_submitted():
        names = queries.release_names(summit)
        form.name.data = rules.propose_name(names, correction=rules.is_correction(changes))
    found = rules.find_conflicts(standing, queries.frame_of(summit).for_release())
    return render("agenda/restore.html", summit=summit, demo=summit.is_demo, version=version, newest=newest, form=form,
                  changes=changes, undone=rules.compare_versions(draft, standing), conflicts=told(found, standing),
                  told=len(services.gather_news(summit, newest, released, standing)) if may("agenda:tell", summit) else 0,
                  **shown(queries.programme_of(summit, None)))  # fmt: skip
