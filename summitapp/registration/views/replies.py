"""Replies that come by a page: their fields, their files, and keeping both when the form comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from werkzeug.datastructures import FileStorage, MultiDict

from summitapp.core.db import remember
from summitapp.core.errors import DomainError
from summitapp.core.security import new_reference
from summitapp.questions.forms import Sheet, read_replies
from summitapp.questions.rules import fill
from summitapp.questions.values import UPLOADS, AskedForm, AskedQuestion, Kind, Phase
from summitapp.registration import queries, services
from summitapp.registration.documents import MOST_BYTES, NO_PICTURE, CleanFile, FileRefused, clean_file

MOST_FILES: Final = 5
Files = Mapping[str, CleanFile | str]


def received_files(sent: MultiDict[str, FileStorage]) -> Files:
    """Return what was uploaded by the name of its field: the cleaned file, or what is wrong with it.

    Costs time, so it is done before the database is asked for anything.
    """
    found: dict[str, CleanFile | str] = {}
    for name, file in list(sent.items())[:MOST_FILES]:
        if file.filename and name.startswith("q-"):
            try:
                found[name] = clean_file(file.filename, file.stream.read(MOST_BYTES + 1))
            except FileRefused as fault:
                found[name] = str(fault)
    return found


@dataclass
class Replied:
    """What somebody sent: replies by code, faults of files, and the names of files that are here by now."""

    form: AskedForm
    replies: dict[str, Any]
    wrong: dict[str, str] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    fresh: list[tuple[str, int, CleanFile]] = field(default_factory=list)

    def faults_at_registration(self, category: str) -> dict[str, str]:
        """Return what is wrong before somebody is registered, by code; the service judges it once more."""
        judged = fill(self.form, self.replies, category=category, phases=[Phase.REGISTRATION])
        return {**judged.faults, **{code: fault for code, fault in self.wrong.items() if code not in judged.hidden}}

    def sheet(self, faults: Mapping[str, str], **how: Any) -> Sheet:
        """Return the sheet that shows it all again; files that came are kept although the rest is undone."""
        for reference, question, file in self.fresh:
            remember(partial(_keep_again, reference, question, file))
        return Sheet(self.form, self.replies, {**self.wrong, **faults}, files=self.names, **how)


def _keep_again(reference: str, question: int, file: CleanFile) -> None:
    services.keep_upload(reference, question, file)


def replied_to(form: AskedForm, sent: MultiDict[str, str], files: Files, own: Mapping[str, Any] | None = None
               ) -> Replied:  # fmt: skip
    """Return what was replied to a form; each file that came is kept until the answer claims it.

    :param own: the answers of this person so far, whose files stay unless another one came.
    """
    replied = Replied(form, read_replies(form, sent))
    for question in form:
        if question.kind in UPLOADS and not question.sensitive:
            _take_file(replied, question, sent, files.get(question.name), (own or {}).get(question.code))
    return replied


def _take_file(replied: Replied, question: AskedQuestion, sent: MultiDict[str, str], file: CleanFile | str | None,
               own: str | None) -> None:  # fmt: skip
    if isinstance(file, CleanFile) and question.kind is Kind.IMAGE and not file.picture:
        file = NO_PICTURE
    if isinstance(file, str):
        replied.wrong[question.code] = file
    elif file is not None:
        _keep(replied, question, file)
        return
    if f"{question.name}-drop" in sent:
        return
    reference = services.upload_of(sent.get(f"{question.name}-kept", ""))
    found = queries.waiting_upload(reference) if reference else None
    if found is not None and found[0] == question.id:
        replied.replies[question.code] = reference
        replied.names[question.code] = (found[1], services.ticket_of(reference))
    elif own is not None:
        replied.replies[question.code] = own
        replied.names[question.code] = (queries.upload_names([own]).get(own, ""), "")


def _keep(replied: Replied, question: AskedQuestion, file: CleanFile) -> None:
    reference = new_reference()
    try:
        services.keep_upload(reference, question.id, file)
    except DomainError as error:
        replied.wrong[question.code] = error.message
        return
    replied.replies[question.code] = reference
    replied.names[question.code] = (file.name, services.ticket_of(reference))
    replied.fresh.append((reference, question.id, file))
