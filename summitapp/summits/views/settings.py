"""The list of summits, a new one, and the settings of its words, dates and entry."""

from typing import Any, Final

from flask import request

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts.values import DELEGATION, PLATFORM, SUMMIT
from summitapp.core.errors import DomainError
from summitapp.core.fields import choices
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.text import sort_key
from summitapp.core.web import blame, current_actor, flash_done, may, redirect_to, render, requires
from summitapp.summits import forms, queries, services
from summitapp.summits.models import Summit
from summitapp.summits.rules import suggest_slug
from summitapp.summits.values import STATE_NAMES, SummitDates, SummitState
from summitapp.summits.views.frame import bp, form_page, values_of

TEXTS: Final = ("name", "motto", "description", "practical", "registration_intro")
ENTRY: Final = ("approval", "capacity", "offer_hours", "review_fields", "default_language", "contact_email")


@bp.get("/organise/")
@requires("summit:list")
def organise() -> Any:
    """Show the summits the reader works for; who only coordinates delegations is led to their desk."""
    kinds = {grant.kind for grant in current_actor().grants}
    if kinds == {DELEGATION}:
        return redirect_to("nominations.desks")
    return render("summits/organise.html", found=_mine(), state_names=STATE_NAMES)


def _mine() -> list[Summit]:
    grants = current_actor().grants
    if any(grant.kind == PLATFORM for grant in grants):
        return queries.all_summits()
    return queries.of_references([grant.scope for grant in grants if grant.kind == SUMMIT])


def _new_form(**values: Any) -> forms.NewSummitForm:
    form = forms.NewSummitForm(**values)
    sources = [one for one in _mine() if may("summit:edit", one)]
    form.source.choices = choices([
        ("", _("Nothing: an empty summit")),
        *((one.slug, _("A copy of %(name)s", name=one.name.best(current_language()))) for one in sources),
    ])
    return form


@bp.get("/organise/new/")
@requires("summit:create")
def new() -> str:
    """Show the form; `?copy=slug` prepares a copy with its dates a year on."""
    source = queries.by_slug(request.args.get("copy", ""))
    if source is None or not may("summit:edit", source):
        return render("summits/new.html", form=_new_form(formdata=None))
    start = services.suggested_start(source)
    data = {"source": source.slug, "name": source.name, "starts_on": start, "timezone": source.timezone}
    return render("summits/new.html", form=_new_form(formdata=None, data=data))


@bp.post("/organise/new/")
@requires("summit:create")
def create() -> Any:
    """Make the summit."""
    form = _new_form()
    if form.validate_on_submit():
        try:
            summit = _made(form)
        except DomainError as error:
            blame(form, error)
        else:
            flash_done(_("The summit is made. It is a draft, and only its team sees it."))
            return redirect_to("summits.settings", slug=summit.slug)
    return render("summits/new.html", form=form), 422


def _made(form: forms.NewSummitForm) -> Summit:
    slug = form.slug.data.strip() or suggest_slug(form.name.data, form.starts_on.data)
    source = queries.by_slug(form.source.data) if form.source.data else None
    actor = current_actor()
    if source is not None and may("summit:edit", source):
        return services.copy_summit(source, slug, form.name.data, form.starts_on.data, actor)
    dates = form.starts_on.data, form.ends_on.data or form.starts_on.data
    return services.create_summit(slug, form.name.data, *dates, form.timezone.data, actor)


@bp.get("/organise/<slug>/settings/")
@requires("summit:see", on=queries.by_slug)
def settings(summit: Summit) -> str:
    """Show what is set, and what is missing before the summit can be published."""
    return render(
        "summits/settings.html", summit=summit, gaps=services.gaps_of(summit), state_names=STATE_NAMES,
        team=len(accounts_queries.grants_of_scope(SUMMIT, summit.public_id)), demo=summit.is_demo,
    )  # fmt: skip


@bp.get("/organise/<slug>/settings/texts/")
@requires("summit:edit", on=queries.by_slug)
def texts(summit: Summit) -> Any:
    """Show the texts."""
    return form_page(summit, forms.TextsForm(None, obj=summit), _("Texts"))


@bp.post("/organise/<slug>/settings/texts/")
@requires("summit:edit", on=queries.by_slug)
def change_texts(summit: Summit) -> Any:
    """Save the texts."""
    form = forms.TextsForm()
    if form.validate_on_submit():
        services.change_texts(summit, {name: form[name].data for name in TEXTS})
        flash_done(_("The texts are saved."))
        return redirect_to("summits.settings", slug=summit.slug)
    return form_page(summit, form, _("Texts"), 422)


@bp.get("/organise/<slug>/settings/dates/")
@requires("summit:edit", on=queries.by_slug)
def dates(summit: Summit) -> Any:
    """Show the dates."""
    form = forms.dates_form(summit.timezone)(None, obj=services.dates_of(summit))
    return form_page(summit, form, _("Dates and deadlines"), zone=summit.timezone)


@bp.post("/organise/<slug>/settings/dates/")
@requires("summit:edit", on=queries.by_slug)
def change_dates(summit: Summit) -> Any:
    """Save the dates."""
    form = forms.dates_form(summit.timezone)()
    if form.validate_on_submit():
        try:
            services.change_dates(summit, SummitDates(**values_of(form)))
        except DomainError as error:
            blame(form, error)
        else:
            flash_done(_("The dates are saved."))
            return redirect_to("summits.settings", slug=summit.slug)
    return form_page(summit, form, _("Dates and deadlines"), 422, zone=summit.timezone)


def _entry_form(summit: Summit, **values: Any) -> forms.EntryForm:
    form, language = forms.EntryForm(**values), current_language()
    found = sorted(queries.cities(), key=lambda city: sort_key(city.name.best(language), language))
    form.city.choices = choices([("", _("Not said")), *((city.code, city.name.best(language)) for city in found)])
    return form


@bp.get("/organise/<slug>/settings/registration/")
@requires("summit:edit", on=queries.by_slug)
def entry(summit: Summit) -> Any:
    """Show who decides, and how many places there are."""
    data = {name: getattr(summit, name) for name in ENTRY} | {"city": summit.city.code if summit.city else ""}
    return form_page(summit, _entry_form(summit, formdata=None, data=data), _("Registration and contact"))


@bp.post("/organise/<slug>/settings/registration/")
@requires("summit:edit", on=queries.by_slug)
def change_entry(summit: Summit) -> Any:
    """Save who decides, and how many places there are."""
    form = _entry_form(summit)
    if form.validate_on_submit():
        host = next((city for city in queries.cities() if city.code == form.city.data), None)
        values = {name: form[name].data for name in ENTRY} | {"city_id": host.id if host else None}
        try:
            services.change_entry(summit, {**values, "contact_email": values["contact_email"] or ""})
        except DomainError as error:
            blame(form, error)
        else:
            flash_done(_("The rules of registration are saved."))
            return redirect_to("summits.settings", slug=summit.slug)
    return form_page(summit, form, _("Registration and contact"), 422)


@bp.post("/organise/<slug>/settings/state/<any(draft,public,archived):state>/")
@requires("summit:publish", on=lambda slug, state: queries.by_slug(slug))
def change_state(summit: Summit) -> Any:
    """Publish, take back or archive the summit."""
    wanted = SummitState((request.view_args or {})["state"])
    services.change_state(summit, wanted)
    flash_done({
        SummitState.PUBLIC: _("The summit is public now."),
        SummitState.DRAFT: _("The summit is a draft again, and only its team sees it."),
        SummitState.ARCHIVED: _("The summit is in the archive. Its pages stay, and take no more changes."),
    }[wanted])
    return redirect_to("summits.settings", slug=summit.slug)
