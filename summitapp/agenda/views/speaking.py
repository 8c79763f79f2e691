"""The pages of a speaker, opened by the link of a mail: sessions, answers, biography, photo, days, slides.

The link is all the proof there is, and opens this person's pages at this summit only. Reading writes nothing, so that a
mail scanner that follows the link answers for nobody.
"""

from datetime import date
from typing import Any

from flask import request

from summitapp.agenda import queries, services
from summitapp.agenda.forms import AnswerForm, DocumentForm, PresenceForm
from summitapp.agenda.models import SessionDocument
from summitapp.agenda.values import Answer, Audience, NotYourSession, Turn
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
    presence_form,
)
from summitapp.core.errors import DomainError, Invalid, NotFound
from summitapp.core.i18n import gettext as _
from summitapp.core.security import Actor, become
from summitapp.core.web import (
    current_actor,
    explain,
    flash_done,
    flash_warning,
    limited,
    public,
    redirect_to,
    render,
    requires,
    takes_files,
)
from summitapp.directory import queries as directory
from summitapp.speakers import queries as profiles
from summitapp.speakers import services as speakers
from summitapp.speakers.forms import PhotoForm, WordsForm
from summitapp.speakers.models import SpeakerProfile
from summitapp.speakers.values import PhotoSize
from summitapp.summits import queries as summits
from summitapp.summits.models import Room, SummitDay

Page = Any


def _enter(token: str) -> tuple[Guest, SpeakerProfile]:
    """Return who came by this link; they act from here on.

    :raises LinkInvalid: if the link is not good.
    """
    profile = speakers.open_profile(token)
    person = profile.person
    become(Actor("person", person.public_id, person.name.full, person.public_id))
    return guest_of(profile.summit, person, profile), profile


def _page(template: str, token: str, guest: Guest, status: int = 200, **values: Any) -> Page:
    rooms = {room.code: room for room in summits.parts(Room, guest.summit.id)}
    return render(
        f"speakers/{template}.html", token=token, guest=guest, summit=guest.summit, demo=guest.summit.is_demo,
        profile=guest.profile, rooms=rooms, zone=guest.summit.timezone, slides_open=services.slides_open(guest.summit),
        times=queries.spans_of_person(guest.summit.id, guest.person.id), **values,
    ), status  # fmt: skip


def _mine(slug: str) -> SpeakerProfile | None:
    """Return the page of whoever asks; one is made for somebody who appears and was not invited yet."""
    summit, reference = summits.by_slug(slug), current_actor().person
    person = directory.person_by_reference(reference) if reference else None
    return services.profile_for(summit, person) if summit is not None and person is not None else None


@bp.post("/my/summits/<slug>/speaking")
@limited("20 per minute")
@requires("speaker:own", on=_mine)
def speaking_enter(profile: SpeakerProfile) -> Page:
    """Lead somebody from My summit to their page as a speaker."""
    return redirect_to("agenda.speaking", token=speakers.own_link(profile))


@bp.get("/speakers/<token>/")
@limited("120 per minute")
@public
def speaking(token: str) -> Page:
    """What is asked of a speaker, and their sessions."""
    guest, _profile = _enter(token)
    return _page("welcome", token, guest)


# --- one session ------------------------------------------------------------------------------------------


def _turn(guest: Guest, code: str) -> Turn:
    turn = guest.turn(code)
    if turn is None:
        raise NotYourSession
    return turn


def _session_page(token: str, guest: Guest, code: str, answer: AnswerForm | None = None,
                  document: DocumentForm | None = None) -> Page:  # fmt: skip
    refused = answer is not None or document is not None
    return _page("session", token, guest, 422 if refused else 200, turn=_turn(guest, code),
                 answer=answer or AnswerForm(None), document=document or DocumentForm(None))  # fmt: skip


@bp.get("/speakers/<token>/sessions/<code>/")
@limited("120 per minute")
@public
def speaking_session(token: str, code: str) -> Page:
    """One session: when, where, with whom, the answer to it, and its files."""
    guest, _profile = _enter(token)
    return _session_page(token, guest, code)


@bp.post("/speakers/<token>/sessions/<code>/")
@takes_files(FILE_BODY)
@limited("60 per minute")
@public
def speaking_write(token: str, code: str) -> Page:
    """Answer, or bring a file; which of them the button says."""
    guest, _profile = _enter(token)
    _turn(guest, code)
    if request.form.get("do") == "bring":
        return _bring(token, guest, code)
    return _answer(token, guest, code)


_ANSWERS = {"confirm": Answer.CONFIRMED, "decline": Answer.DECLINED, "reopen": Answer.OPEN}


def _answer(token: str, guest: Guest, code: str) -> Page:
    form, turn, do = AnswerForm(), _turn(guest, code), request.form.get("do", "")
    session = queries.session_of(guest.summit.slug, code)
    if session is None or not form.validate():
        return _session_page(token, guest, code, form)
    without = {"without": True, "with": False}.get(do)
    answer = _ANSWERS.get(do, turn.answer)
    word = form.word.data or ("" if do in _ANSWERS else turn.word)
    try:
        services.answer_session(session, guest.person, answer, word, without_slides=without)
    except Invalid as error:
        form.word.errors = [_(message) for message in error.faults.values()]
        return _session_page(token, guest, code, form)
    flash_done(_said(do))
    return redirect_to("agenda.speaking" if do == "confirm" else "agenda.speaking_session", token=token,
                       **({} if do == "confirm" else {"code": code}))  # fmt: skip


def _said(do: str) -> str:
    return {
        "confirm": _("Thank you, we count on you."),
        "decline": _("The organisers know now that you cannot come to this session. Thank you for telling them."),
        "reopen": _("Your answer is open again."),
        "without": _("We wait for no slides of yours."),
    }.get(do, _("Saved."))


def _bring(token: str, guest: Guest, code: str) -> Page:
    form, session = DocumentForm(), queries.session_of(guest.summit.slug, code)
    file = file_sent(form) if form.validate() else None
    if file is None or session is None:
        return _session_page(token, guest, code, document=form)
    try:
        services.bring_document(session, guest.person, form.details(), file)
    except DomainError as error:
        form.form_errors.append(explain(error))
        return _session_page(token, guest, code, document=form)
    flash_done(_("We have your file. The team can show it in the room; the organisers decide whether to pass it on."))
    return redirect_to("agenda.speaking_session", token=token, code=code)


def _own(guest: Guest, reference: str) -> SessionDocument:
    """Return a document the speaker brought.

    :raises NotFound: for every other one.
    """
    document = queries.document(reference)
    if document is None or document.person_id != guest.person.id or document.session.summit_id != guest.summit.id:
        raise NotFound
    return document


@bp.get("/speakers/<token>/documents/<reference>/")
@limited("60 per minute")
@public
def speaking_file(token: str, reference: str) -> Page:
    """A document of one of the speaker's sessions, as far as they see it there."""
    guest, _profile = _enter(token)
    seen = {one.reference for turn in guest.turns for one in turn.documents}
    document = queries.document(reference) if reference in seen else None
    if document is None:
        raise NotFound
    return hand_out(document)


@bp.post("/speakers/<token>/documents/<reference>/")
@limited("60 per minute")
@public
def speaking_change_file(token: str, reference: str) -> Page:
    """Say who may have one's own document, or take it back."""
    guest, _profile = _enter(token)
    document, allowed = _own(guest, reference), request.form.get("allowed", "")
    code = document.session.code
    if request.form.get("do") == "remove":
        services.remove_document(document)
        flash_done(_("The file is deleted."))
    elif allowed in list(Audience):
        services.allow_document(document, Audience(allowed))
        flash_done(_("Your choice is saved and holds from now on."))
    return redirect_to("agenda.speaking_session", token=token, code=code)


# --- about oneself ------------------------------------------------------------------------------------------


def _about_page(token: str, guest: Guest, profile: SpeakerProfile, words: WordsForm | None = None,
                photo: PhotoForm | None = None) -> Page:  # fmt: skip
    refused = words is not None or photo is not None
    last = None if profile.biography and profile.photo_mark else profiles.last_profile(profile)
    return _page("about", token, guest, 422 if refused else 200, words=words or WordsForm.of(profile),
                 photo=photo or PhotoForm(None), last=last)  # fmt: skip


@bp.get("/speakers/<token>/about/")
@limited("120 per minute")
@public
def speaking_about(token: str) -> Page:
    """Biography, photo, how the name is said, what is needed on stage."""
    guest, profile = _enter(token)
    return _about_page(token, guest, profile)


@bp.post("/speakers/<token>/about/")
@takes_files(PHOTO_BODY)
@limited("60 per minute")
@public
def speaking_tell(token: str) -> Page:
    """Keep the words or the photo, take the photo away, or begin with those of the last summit."""
    guest, profile = _enter(token)
    do = request.form.get("do", "words")
    if do == "photo":
        form = PhotoForm()
        sent = photo_sent(form) if form.validate() else None
        if sent is None:
            return _about_page(token, guest, profile, photo=form)
        speakers.put_photo(profile, sent)
        flash_done(_("Your photo is saved. Place, time and camera were taken out of it."))
    elif do == "remove_photo":
        speakers.remove_photo(profile)
        flash_done(_("Your photo is deleted."))
    elif do == "copy" and speakers.copy_last(profile):
        flash_done(_("Your words and photo of the last summit are here. Please read them once more."))
    elif do == "words":
        return _tell_words(token, guest, profile)
    return redirect_to("agenda.speaking_about", token=token)


def _tell_words(token: str, guest: Guest, profile: SpeakerProfile) -> Page:
    form = WordsForm()
    if not form.validate():
        return _about_page(token, guest, profile, words=form)
    try:
        speakers.write_profile(profile, form.details())
    except Invalid as error:
        for name, message in error.faults.items():
            form[name].errors = [*form[name].errors, _(message)]
        return _about_page(token, guest, profile, words=form)
    speakers.release(profile, form.released.data)
    if form.released.data:
        flash_done(_("Saved. Your words and photo stand on the pages of the summit as soon as your session is public."))
    else:
        flash_warning(_("Saved. Nobody but the team sees it, as you have not said yet that it may be shown."))
    return redirect_to("agenda.speaking", token=token)


@bp.get(f"/speakers/<token>/<any('{PhotoSize.LARGE}','{PhotoSize.SMALL}'):size>")
@limited("240 per minute")
@public
def speaking_photo(token: str, size: str) -> Page:
    """The speaker's own photo, released or not."""
    guest, _profile = _enter(token)
    return picture(profiles.photo_of(guest.summit.id, guest.person.public_id, PhotoSize(size)))


# --- days ------------------------------------------------------------------------------------------------------


@bp.get("/speakers/<token>/times/")
@limited("120 per minute")
@public
def speaking_times(token: str) -> Page:
    """When the speaker is there, day by day."""
    guest, _profile = _enter(token)
    return _page("times", token, guest, form=presence_form(guest), days=_days(guest))


@bp.post("/speakers/<token>/times/")
@limited("60 per minute")
@public
def speaking_set_times(token: str) -> Page:
    """Write down when the speaker is there."""
    guest, _profile = _enter(token)
    form = PresenceForm()
    if form.validate():
        try:
            services.set_presence(guest.summit, guest.person, form.choices(list(_days(guest).values())))
        except Invalid as error:
            form.blame(error.faults)
        else:
            flash_done(_("Thank you. The organisers plan your sessions within these times."))
            return redirect_to("agenda.speaking", token=token)
    return _page("times", token, guest, 422, form=form, days=_days(guest))


def _days(guest: Guest) -> dict[str, date]:
    return {one.day.isoformat(): one.day for one in summits.parts(SummitDay, guest.summit.id)}
