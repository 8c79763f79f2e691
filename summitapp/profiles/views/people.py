"""Whom one might meet: suggestions with their reasons first, then finding people; and the page of one of them."""

from collections.abc import Callable

from flask import request
from werkzeug.wrappers import Response

from summitapp.core.fields import choices
from summitapp.core.i18n import current_language, language_name, said
from summitapp.core.i18n import gettext as _
from summitapp.core.text import sort_key
from summitapp.core.web import flash_done, limited, redirect_to, render, requires
from summitapp.directory.values import ORGANISATION_KIND_LABELS, SDGS, TOPICS, OrganisationKind
from summitapp.profiles import queries, services
from summitapp.profiles.forms import ActForm, FindForm
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.queries import Look
from summitapp.profiles.values import NoProfile, ReasonCode
from summitapp.profiles.values.finding import Choice
from summitapp.profiles.views.frame import Page, around, bp, looking, mine, page_asked
from summitapp.registration.models import Registration

_PATH = "/my/summits/<slug>/meetings/people/"
_FIRST = 6
_GAIN = (ReasonCode.THEY_OFFER, ReasonCode.FILLS_GAP)


@bp.get(_PATH)
@requires("profiles:use", on=mine)
def people(registration: Registration) -> Page:
    """Show suggestions, or with anything asked (``?q=``, ``tag``, ``sdg``, ``city``, ``language``, ``kind``) who fits."""
    profile = queries.profile_of(registration.id)
    form = FindForm(request.args)
    found = queries.find_people(registration, form.wanted, page_asked())
    _offer(form, found.choice)
    if form.wanted.asks:  # its choices are known only now
        found = queries.find_people(registration, form.wanted, page_asked())
    offers = queries.offers_for(profile) if profile is not None and not form.wanted.asks else []
    every = "all" in request.args
    return render(
        "profiles/people.html", registration=registration, profile=profile, form=form, found=found, offers=offers,
        shown=offers if every else offers[:_FIRST], sight=queries.sight_of(registration), wanted=form.wanted,
        passed=queries.passed_by(profile) if profile is not None else [], **around(registration.summit),
    )  # fmt: skip


def _offer(form: FindForm, choice: Choice) -> None:
    """Offer to choose from what somebody at this summit says."""
    language = current_language()

    def sorted_by_name(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return [("", _("All")), *sorted(pairs, key=lambda one: sort_key(one[1], language))]

    cities = queries.city_names(sorted(choice.cities))
    form.tag.choices = choices(sorted_by_name([(key, said(TOPICS[key].title)) for key in choice.tags if key in TOPICS]))
    form.sdg.choices = choices([("", _("All")), *((str(n), f"{n} {said(SDGS[n])}") for n in sorted(choice.sdgs) if n in SDGS)])
    form.city.choices = choices(sorted_by_name([(code, said(one.name)) for code, one in cities.items()]))
    form.language.choices = choices(sorted_by_name([(code, language_name(code)) for code in choice.languages]))
    kinds = [(code, _(ORGANISATION_KIND_LABELS[OrganisationKind(code)])) for code in choice.kinds]
    form.kind.choices = choices(sorted_by_name(kinds))


@bp.get(f"{_PATH}<reference>/")
@requires("profiles:read", on=looking)
def person(look: Look) -> Page:
    """Show one profile, and what a meeting would bring both."""
    registration, other = look.registration, _of(look)
    own = queries.profile_of(registration.id)
    reasons = queries.reasons_for(own, other) if own is not None else ()
    owner = other.registration
    return render(
        "profiles/person.html", registration=registration, profile=other, own=own,
        gains=[one for one in reasons if one.code in _GAIN],
        gives=[one for one in reasons if one.code is ReasonCode.YOU_OFFER],
        shared=[one for one in reasons if one.code not in (*_GAIN, ReasonCode.YOU_OFFER)],
        may_ask=owner is None or queries.sight_of(registration).asks(owner),
        passed=own is not None and queries.passed(own.id, other.id) is not None, **around(registration.summit),
    )  # fmt: skip


def _of(look: Look) -> MatchProfile:
    if look.profile is None:
        raise NoProfile
    return look.profile


@bp.post(f"{_PATH}<reference>/pass")
@limited("120 per minute")
@requires("profiles:use", on=mine)
def pass_over(registration: Registration) -> Page:
    """Suggest somebody no more."""
    return _act(registration, services.pass_over, _("You are not suggested this person any more. Nobody learns of it, and you "
                                                    "can take it back at the foot of this page."))  # fmt: skip


@bp.post(f"{_PATH}<reference>/take-back")
@limited("120 per minute")
@requires("profiles:use", on=mine)
def take_back(registration: Registration) -> Page:
    """Let somebody be suggested again."""
    return _act(registration, services.take_back, _("This person can be suggested to you again."))


def _act(registration: Registration, do: Callable[[MatchProfile, MatchProfile], None], words: str) -> Response:
    """Do something about another profile; it may have been closed since, which matters nothing."""
    own = queries.profile_of(registration.id)
    other = queries.by_reference(str((request.view_args or {}).get("reference", "")))
    if own is None or other is None or other.summit_id != own.summit_id:
        raise NoProfile
    if ActForm().validate_on_submit():
        do(own, other)
        flash_done(words)
    return redirect_to("profiles.people", slug=registration.summit.slug)
