"""The organisers' pages of speakers: the table, one of them, their link, and the files of a session."""

from dataclasses import dataclass
from typing import Any

from flask import Response, request

from summitapp.agenda import queries, rules, services
from summitapp.agenda.forms import AnswerForm, DocumentForm, deadline_form
from summitapp.agenda.models import AgendaSession, SessionDocument
from summitapp.agenda.values import (
    ANSWER_LABELS,
    AUDIENCE_LABELS,
    SHOW_LABELS,
    Answer,
    Audience,
    Show,
    SpeakerRow,
)
from summitapp.agenda.views.frame import bp
from summitapp.agenda.views.guests import (
    FILE_BODY,
    PHOTO_BODY,
    Guest,
    file_sent,
    guest_of,
    hand_out,
    photo_sent,
    picture,
)
from summitapp.core.errors import DomainError, Invalid, NotFound
from summitapp.core.i18n import current_language, language_name, ngettext, show_datetime
from summitapp.core.i18n import gettext as _
from summitapp.core.sheets import XLSX, Sheet, write_xlsx
from summitapp.core.text import sort_key
from summitapp.core.tz import to_local
from summitapp.core.web import (
    explain,
    flash_done,
    flash_warning,
    page_asked,
    redirect_to,
    render,
    requires,
    takes_files,
)
from summitapp.directory import queries as directory
from summitapp.speakers import queries as profiles
from summitapp.speakers import services as speakers
from summitapp.speakers.forms import AddressForm, PhotoForm, WordsForm
from summitapp.speakers.models import SpeakerProfile
from summitapp.speakers.values import PhotoSize
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

EACH_PAGE = 50


def _asked() -> tuple[Show, str]:
    wanted = request.args.get("show", "")
    return Show(wanted) if wanted in list(Show) else Show.ALL, request.args.get("q", "")[:100]


def _rows(summit: Summit) -> list[SpeakerRow]:
    language = current_language()
    return sorted(queries.speakers_of(summit), key=lambda row: sort_key(row.name, language))


@bp.get("/organise/<slug>/speakers/")
@requires("speaker:see", on=summits.by_slug)
def speakers_organise(summit: Summit) -> Any:
    """Everybody who appears in the draft, and what is still missing from them."""
    return _table(summit, deadline_form(summit.timezone)(None, data={"due_at": summit.slides_due_at}))


def _table(summit: Summit, deadline: Any, status: int = 200) -> Any:
    show, text = _asked()
    rows = _rows(summit)
    found = rules.pick_speakers(rows, show, text)
    page, pages = page_asked(len(found), EACH_PAGE)
    return render(
        "speakers/organise.html", summit=summit, demo=summit.is_demo, show=show, q=text, labels=SHOW_LABELS,
        tally={one: len(rules.pick_speakers(rows, one, "")) for one in Show}, found=len(found), pages=pages, page=page,
        rows=found[(page - 1) * EACH_PAGE : page * EACH_PAGE], deadline=deadline, answers=ANSWER_LABELS,
        fresh=[row for row in rows if row.invited_at is None and row.email],
        late=[row for row in rows if row.to_remind],
    ), status  # fmt: skip


@bp.post("/organise/<slug>/speakers/invite")
@requires("speaker:edit", on=summits.by_slug)
def speakers_invite(summit: Summit) -> Any:
    """Mail the link to those who were chosen, to everybody who was not asked yet, or to those who still owe something."""
    rows, who = queries.speakers_of(summit), request.form.get("who", "")
    chosen = {
        "new": [row.reference for row in rows if row.invited_at is None],
        "late": [row.reference for row in rows if row.to_remind],
    }.get(who, request.form.getlist("person"))
    number = services.invite_speakers(summit, chosen)
    if number:
        flash_done(ngettext("%(num)s mail is on its way.", "%(num)s mails are on their way.", number))
    else:
        flash_warning(_("No mail was sent: nobody was chosen who has an e-mail address."))
    return redirect_to("agenda.speakers_organise", slug=summit.slug)


@bp.post("/organise/<slug>/speakers/deadline")
@requires("speaker:edit", on=summits.by_slug)
def speakers_deadline(summit: Summit) -> Any:
    """Say until when speakers bring their slides."""
    form = deadline_form(summit.timezone)()
    if not form.validate():
        return _table(summit, form, 422)
    services.set_slides_deadline(summit, form.due_at.data)
    flash_done(_("Saved. Speakers read it on their page and in the next mail."))
    return redirect_to("agenda.speakers_organise", slug=summit.slug)


@bp.get("/organise/<slug>/speakers.xlsx")
@requires("speaker:see", on=summits.by_slug)
def speakers_export(summit: Summit) -> Response:
    """What the table shows, as a workbook."""
    heads = [_("Name"), _("E-mail address"), _("Sessions"), *(_(label) for label in ANSWER_LABELS.values()),
             _("Biography"), _("Photo"), _("May be shown"), _("Slides missing"), _("Days"), _("Invited"),
             _("Last seen")]  # fmt: skip
    lines = [_line(summit, row) for row in rules.pick_speakers(_rows(summit), *_asked())]
    body = write_xlsx([Sheet(_("Speakers"), heads, lines)])
    return Response(body, content_type=XLSX, headers={
        "Content-Disposition": f'attachment; filename="{summit.slug}-speakers.xlsx"'
    })  # fmt: skip


def _line(summit: Summit, row: SpeakerRow) -> list[Any]:
    def when(moment: Any) -> str:
        return show_datetime(to_local(moment, summit.timezone)) if moment else ""

    return [
        row.name, row.email, ", ".join(title for _code, title in row.sessions), *(row.count(one) for one in ANSWER_LABELS),
        ", ".join(language_name(code) for code in row.languages), _("yes") if row.photo else _("no"),
        _("yes") if row.released else _("no"), row.slides, row.times, when(row.invited_at), when(row.seen_at),
    ]  # fmt: skip


# --- one speaker --------------------------------------------------------------------------------------------


def _guest(slug: str, reference: str) -> Guest | None:
    summit, person = summits.by_slug(slug), directory.person_by_reference(reference)
    if summit is None or person is None or person.hidden_at is not None:
        return None
    guest = guest_of(summit, person, profiles.profile_of(summit.id, person.id))
    return guest if guest.turns else None


def _show(guest: Guest, status: int = 200, **forms: Any) -> Any:
    person, profile = guest.person, guest.profile
    begin = {
        "words": WordsForm.of(profile) if profile is not None else WordsForm(None), "photo": PhotoForm(None),
        "address": AddressForm(None, data={"email": person.email, "language": person.language}),
    }  # fmt: skip
    return render(
        "speakers/show.html", summit=guest.summit, demo=guest.summit.is_demo, guest=guest, profile=profile,
        zone=guest.summit.timezone, times=queries.spans_of_person(guest.summit.id, person.id), answers=ANSWER_LABELS,
        last=profiles.last_profile(profile) if profile is not None else None, **{**begin, **forms},
    ), status  # fmt: skip


@bp.get("/organise/<slug>/speakers/<reference>/")
@requires("speaker:see", on=_guest)
def speaker_organise(guest: Guest) -> Any:
    """One speaker: what they said and wrote, and their link."""
    return _show(guest)


@bp.post("/organise/<slug>/speakers/<reference>/")
@takes_files(PHOTO_BODY)
@requires("speaker:edit", on=_guest)
def speaker_change(guest: Guest) -> Any:
    """Change on somebody's behalf what they cannot write themselves; which part, the button says."""
    profile = speakers.ensure_profile(guest.summit, guest.person)
    do = {"words": _words, "photo": _photo, "address": _address, "answer": _answer}.get(request.form.get("do", ""))
    refused = do(guest, profile) if do is not None else None
    if refused is not None:
        return refused
    return redirect_to("agenda.speaker_organise", slug=guest.summit.slug, reference=guest.person.public_id)


def _words(guest: Guest, profile: SpeakerProfile) -> Any:
    form = WordsForm()
    if not form.validate():
        return _show(guest, 422, words=form)
    try:
        speakers.write_profile(profile, form.details())
    except Invalid as error:
        for name, message in error.faults.items():
            form[name].errors = [*form[name].errors, _(message)]
        return _show(guest, 422, words=form)
    speakers.release(profile, form.released.data)
    flash_done(_("Saved."))
    return None


def _photo(guest: Guest, profile: SpeakerProfile) -> Any:
    form = PhotoForm()
    sent = photo_sent(form) if form.validate() else None
    if sent is None:
        return _show(guest, 422, photo=form)
    speakers.put_photo(profile, sent)
    flash_done(_("The photo is saved."))
    return None


def _address(guest: Guest, profile: SpeakerProfile) -> Any:
    form = AddressForm()
    if not form.validate():
        return _show(guest, 422, address=form)
    try:
        speakers.set_address(profile, form.email.data or "", form.language.data)
    except DomainError as error:
        form.email.errors = [explain(error)]
        return _show(guest, 422, address=form)
    flash_done(_("Saved."))
    return None


def _answer(guest: Guest, _profile: SpeakerProfile) -> Any:
    form, given = AnswerForm(), request.form.get("answer", "")
    session = queries.session_of(guest.summit.slug, request.form.get("code", ""))
    if session is None or given not in list(Answer) or not form.validate():
        raise NotFound
    word = (form.word.data or "").strip() or _("Told the organisers by another way.")
    services.answer_session(session, guest.person, Answer(given), word if given == Answer.DECLINED else "")
    flash_done(_("Saved."))
    return None


@bp.post("/organise/<slug>/speakers/<reference>/link")
@requires("speaker:edit", on=_guest)
def speaker_link(guest: Guest) -> Any:
    """Send the link, send a new one in its place, end it, or take the photo away or the last summit's words over."""
    profile, do = speakers.ensure_profile(guest.summit, guest.person), request.form.get("do", "")
    if do == "renew":
        speakers.renew_link(profile)
        flash_done(_("A new link is on its way; the old ones do not work any more."))
    elif do == "end":
        speakers.end_link(profile)
        flash_done(_("The link does not work any more."))
    elif do == "remove_photo":
        speakers.remove_photo(profile)
        flash_done(_("The photo is deleted."))
    elif do == "copy":
        speakers.copy_last(profile)
        flash_done(_("What was written for the last summit is here. Whether it may be shown, the person says anew."))
    else:
        speakers.invite(profile)
        flash_done(_("The link is on its way to %(email)s.", email=guest.person.email))
    return redirect_to("agenda.speaker_organise", slug=guest.summit.slug, reference=guest.person.public_id)


@dataclass(frozen=True, slots=True)
class _Portrait:
    """A photo of somebody at a summit, as the permission asks for it."""

    summit: Summit
    person: str
    size: PhotoSize


def _portrait(slug: str, reference: str, size: str) -> _Portrait | None:
    summit = summits.by_slug(slug)
    return _Portrait(summit, reference, PhotoSize(size)) if summit is not None else None


@bp.get(f"/organise/<slug>/speakers/<reference>/<any('{PhotoSize.LARGE}','{PhotoSize.SMALL}'):size>")
@requires("speaker:see", on=_portrait)
def speaker_portrait(found: _Portrait) -> Any:
    """A photo, released or not, for the team."""
    return picture(profiles.photo_of(found.summit.id, found.person, found.size))


# --- files of a session -------------------------------------------------------------------------------------


def _documents_page(session: AgendaSession, form: DocumentForm, status: int = 200) -> Any:
    return render(
        "speakers/files.html", summit=session.summit, demo=session.summit.is_demo, session=session, form=form,
        documents=queries.documents_of([session.id]).get(session.id, ()), circles=AUDIENCE_LABELS,
    ), status  # fmt: skip


@bp.get("/organise/<slug>/agenda/sessions/<code>/documents/")
@requires("agenda:see", on=queries.session_of)
def session_documents(session: AgendaSession) -> Any:
    """The slides and papers of a session, and who may have them."""
    return _documents_page(session, DocumentForm(None))


@bp.post("/organise/<slug>/agenda/sessions/<code>/documents/")
@takes_files(FILE_BODY)
@requires("agenda:edit", on=queries.session_of)
def session_documents_add(session: AgendaSession) -> Any:
    """Add a file of the organisers."""
    form = DocumentForm()
    file = file_sent(form) if form.validate() else None
    if file is None:
        return _documents_page(session, form, 422)
    try:
        services.add_document(session, form.details(), file)
    except DomainError as error:
        form.form_errors.append(explain(error))
        return _documents_page(session, form, error.status)
    flash_done(_("The file is added."))
    return redirect_to("agenda.session_documents", slug=session.summit.slug, code=session.code)


@bp.get("/organise/<slug>/documents/<reference>/")
@requires("document:see", on=queries.document_at)
def document_file(document: SessionDocument) -> Response:
    """A document, for the team."""
    return hand_out(document)


@bp.post("/organise/<slug>/documents/<reference>/")
@requires("document:edit", on=queries.document_at)
def document_change(document: SessionDocument) -> Any:
    """Release a document, take it back, or delete it."""
    slug, code, wanted = document.session.summit.slug, document.session.code, request.form.get("visibility", "")
    if request.form.get("do") == "remove":
        services.remove_document(document)
        flash_done(_("The file is deleted."))
    elif wanted in list(Audience):
        services.show_document(document, Audience(wanted))
        flash_done(_("Saved. It holds from now on."))
    return redirect_to("agenda.session_documents", slug=slug, code=code)
