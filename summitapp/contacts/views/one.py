"""One exchange: answering it, what both share, one's own words about it, and its end."""

from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Response

from summitapp.contacts import queries, services
from summitapp.contacts.documents import MEDIA_TYPE, write_cards
from summitapp.contacts.forms import NoteForm, ShareForm
from summitapp.contacts.models import Exchange
from summitapp.contacts.values import Chosen, Contact, Detail, ExchangeState, NotOpen
from summitapp.contacts.views.frame import Page, blame, bp, myself, share_form
from summitapp.contacts.views.own import version_asked
from summitapp.core.errors import Invalid, NotFound
from summitapp.core.i18n import gettext as _
from summitapp.core.web import attachment, explain, flash_done, flash_warning, limited, redirect_to, render, requires
from summitapp.directory.models import Person


def _me() -> Person:
    found = myself()
    if found is None:
        raise NotFound
    return found


def _page(exchange: Exchange, status: int = 200, form: ShareForm | None = None, notes: NoteForm | None = None) -> Page:
    me = _me()
    contact = queries.seen(exchange, me.id)
    if contact.told_state is ExchangeState.TAKEN_BACK:
        raise NotFound
    notes = notes or NoteForm(None, data={"note": contact.note, "tags": ", ".join(contact.tags)})
    return render("contacts/one.html", contact=contact, badge=contact.badge, form=form or _form(me, exchange, contact),
                  notes=notes, here="my"), status  # fmt: skip


def _form(me: Person, exchange: Exchange, contact: Contact) -> ShareForm:
    proposal = services.proposal_for(me, exchange.summit)
    if contact.state is not ExchangeState.ACCEPTED:
        return share_form(proposal)
    return share_form(Chosen(frozenset(Detail(one) for one in contact.mine), proposal.phone))


@bp.get("/my/contacts/<reference>/")
@requires("contacts:hold", on=queries.by_reference)
def one(exchange: Exchange) -> Page:
    """Show one exchange as it stands."""
    return _page(exchange)


@bp.get("/my/contacts/<reference>/contact.vcf")
@limited("240 per minute")
@requires("contacts:hold", on=queries.by_reference)
def one_card(exchange: Exchange) -> Response:
    """Give one contact as a file for an address book."""
    contact = queries.seen(exchange, _me().id)
    if contact.state is not ExchangeState.ACCEPTED or contact.badge.hidden:
        raise NotFound
    card = services.card_for(contact)
    return attachment(write_cards([card], version_asked()), MEDIA_TYPE, f"{card.name or 'contact'}.vcf")


def _act(exchange: Exchange, do: Callable[[Exchange, Person], object], words: str, to: str = "") -> Response:
    """Do something by one button; what happened in the meantime is shown as it stands now."""
    try:
        do(exchange, _me())
    except NotOpen as error:
        flash_warning(explain(error))
        return redirect_to("contacts.mine")
    flash_done(words)
    return redirect_to("contacts.one", reference=to) if to else redirect_to("contacts.mine")


@bp.post("/my/contacts/<reference>/accept")
@limited("240 per minute")
@requires("contacts:hold", on=queries.by_reference)
def accept(exchange: Exchange) -> Any:
    """Say yes, with what one shares oneself."""
    return _shared(exchange, services.accept, _("You are contacts now. Here is what you share with each other."))


@bp.post("/my/contacts/<reference>/share")
@limited("240 per minute")
@requires("contacts:hold", on=queries.by_reference)
def share(exchange: Exchange) -> Any:
    """Share more or less than before."""
    return _shared(exchange, services.share, _("Saved. They see from now on what you have chosen."))


def _shared(exchange: Exchange, do: Callable[[Exchange, Person, Chosen], object], words: str) -> Any:
    form = ShareForm()
    if not form.validate_on_submit():
        return _page(exchange, 422, form)
    try:
        return _act(exchange, lambda it, me: do(it, me, form.chosen), words, exchange.public_id)
    except Invalid as error:
        blame(form, error)
        return _page(exchange, error.status, form)


@bp.post("/my/contacts/<reference>/note")
@limited("240 per minute")
@requires("contacts:hold", on=queries.by_reference)
def note(exchange: Exchange) -> Any:
    """Keep one's own words."""
    form = NoteForm()
    if not form.validate_on_submit():
        return _page(exchange, 422, notes=form)
    services.write_note(exchange, _me(), form.note.data or "", form.tags.data or "")
    flash_done(_("Your note is saved. Only you see it."))
    return redirect_to("contacts.one", reference=exchange.public_id)


@bp.post("/my/contacts/<reference>/decline")
@limited("240 per minute")
@requires("contacts:hold", on=queries.by_reference)
def decline(exchange: Exchange) -> Any:
    """Say no; whoever asked is not told."""
    return _act(exchange, services.decline, _("The request is declined. Whoever asked is not told; nothing is shared."))


@bp.post("/my/contacts/<reference>/take-back")
@limited("240 per minute")
@requires("contacts:hold", on=queries.by_reference)
def take_back(exchange: Exchange) -> Any:
    """Take one's own request back."""
    return _act(exchange, services.take_back, _("Your request is taken back."))


@bp.post("/my/contacts/<reference>/end")
@limited("240 per minute")
@requires("contacts:hold", on=queries.by_reference)
def end(exchange: Exchange) -> Any:
    """End the exchange; the other one is told."""
    return _act(exchange, services.end, _("The exchange has ended. Neither of you sees the other’s details here any more."))


@bp.post("/my/contacts/<reference>/block")
@limited("240 per minute")
@requires("contacts:hold", on=queries.by_reference)
def block(exchange: Exchange) -> Any:
    """Never be asked again by somebody."""
    return _act(exchange, services.block, _("This person can no longer ask you, and nothing is shared."))
