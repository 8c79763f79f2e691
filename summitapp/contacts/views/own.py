"""One's own list: what waits for an answer, one's contacts, what one asked for, and what one shares."""

from collections.abc import Iterable
from typing import Any

from flask import request
from werkzeug.wrappers import Response

from summitapp.contacts import queries, rules, services
from summitapp.contacts.documents import MEDIA_TYPE, write_cards
from summitapp.contacts.forms import ActForm, ShareForm
from summitapp.contacts.models import Block
from summitapp.contacts.values import CardVersion, Chosen, Contact, Detail, ExchangeState
from summitapp.contacts.views.frame import Page, blame, bp, myself, share_form
from summitapp.core.errors import Invalid
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.text import fold, sort_key
from summitapp.core.web import attachment, flash_done, limited, redirect_to, render, requires
from summitapp.directory.models import Person


@bp.get("/my/contacts/")
@requires("contacts:use", on=myself)
def mine(me: Person) -> Page:
    """Show everything at once: people have dozens of contacts, seldom hundreds."""
    terms, tag = request.args.get("q", "").strip()[:100], request.args.get("tag", "").strip()[:60]
    every = queries.contacts_of(me.id)
    agreed = _by_name(one for one in every if one.state is ExchangeState.ACCEPTED)
    shown = [one for one in agreed if rules.fits(one, terms, tag)]
    return render(
        "contacts/mine.html", waiting=[one for one in every if one.waits_for_me], agreed=agreed, shown=shown,
        asked=[one for one in every if one.asked_by_me and one.told_state is ExchangeState.ASKED],
        ended=[one for one in every if one.state is ExchangeState.ENDED], tags=_tags(agreed), q=terms, tag=tag,
        code=request.args.get("code", ""), here="my",
    )  # fmt: skip


def _by_name(contacts: Iterable[Contact]) -> list[Contact]:
    language = current_language()

    def key(one: Contact) -> tuple[tuple[str, str], tuple[str, str]]:
        return sort_key(one.badge.family or one.badge.given, language), sort_key(one.badge.given, language)

    return sorted(contacts, key=key)


def _tags(contacts: Iterable[Contact]) -> list[str]:
    found = {fold(tag): tag for one in contacts for tag in one.tags}
    return sorted(found.values(), key=lambda tag: sort_key(tag, current_language()))


@bp.get("/my/contacts/contacts.vcf")
@limited("120 per minute")
@requires("contacts:use", on=myself)
def every_card(me: Person) -> Response:
    """Give all contacts as one file for an address book."""
    agreed = _by_name(one for one in queries.contacts_of(me.id) if one.state is ExchangeState.ACCEPTED)
    cards = [services.card_for(one) for one in agreed if not one.badge.hidden]
    return attachment(write_cards(cards, version_asked()), MEDIA_TYPE, "contacts.vcf")


def version_asked() -> CardVersion:
    """Return which version of vCard is wished: 3.0 unless ``?version=4.0`` says otherwise."""
    return CardVersion.NEW if request.args.get("version") == CardVersion.NEW else CardVersion.OLD


# --- what one shares --------------------------------------------------------------------------------


def _card_page(me: Person, form: ShareForm, status: int = 200) -> Page:
    return render("contacts/card.html", form=form, blocks=queries.blocks_of(me.id), here="my"), status


def _own(me: Person) -> Chosen:
    card = queries.card_of(me.id)
    return Chosen(frozenset(Detail(one) for one in card.shared), card.phone) if card else Chosen(frozenset())


@bp.get("/my/contacts/card/")
@requires("contacts:use", on=myself)
def card(me: Person) -> Page:
    """Show what is proposed with each new exchange, and who may not ask any more."""
    return _card_page(me, share_form(_own(me)))


@bp.post("/my/contacts/card/")
@limited("120 per minute")
@requires("contacts:use", on=myself)
def save_card(me: Person) -> Page:
    """Save what is proposed from now on."""
    form = ShareForm()
    if form.validate_on_submit():
        try:
            services.choose(me, form.chosen)
            flash_done(_("Saved. It is proposed with your next exchange; what you agreed upon before stays."))
            return redirect_to("contacts.card")
        except Invalid as error:
            blame(form, error)
    return _card_page(me, form, 422)


def _own_block(reference: str) -> Block | None:
    me = myself()
    return queries.block_of(me.id, reference) if me is not None else None


@bp.post("/my/contacts/blocks/<reference>/lift")
@limited("120 per minute")
@requires("contacts:unblock", on=_own_block)
def lift_block(found: Block) -> Any:
    """Let somebody ask again."""
    if ActForm().validate_on_submit():
        services.lift_block(found)
        flash_done(_("The block is lifted. They can ask you again."))
    return redirect_to("contacts.card")
