"""What a mailing becomes for one reader, the same in a preview, in a trial and when it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final, Protocol

from summitapp.accounts.values import Purpose
from summitapp.core import i18n
from summitapp.core.context import settings
from summitapp.core.i18n import gettext as _
from summitapp.core.text import Language, as_language
from summitapp.core.tz import to_local
from summitapp.mailings import queries
from summitapp.mailings.models import Recipient
from summitapp.mailings.rules import tokens, wording
from summitapp.mailings.values import Addressee, Piece, Wording
from summitapp.outbox.rules import LINK
from summitapp.outbox.services import Context, Mail, note_secret
from summitapp.summits.models import Summit

LETTER: Final = "mailings/letter"
TRIAL: Final = "mailings/trial"


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses in a letter that belong to its reader alone."""

    my_summit: str
    opt_out: str


MASKED: Final = Links(LINK, LINK)


class Mint(Protocol):
    """Makes a fresh secret; given by ``app.py``."""

    def __call__(self, purpose: Purpose, subject: str, lasts: timedelta, *, single_use: bool) -> str: ...


def compose(summit: Summit, said: Wording, reader: Addressee, links: Links) -> Mail | None:
    """Return what the template of a letter needs, or None if there is no text for this reader.

    Names and dates are written in the language of the text; the frame in that of the reader.
    """
    language = said.language_for(reader.language)
    if language is None:
        return None
    with i18n.speaking(language):
        values = _values(summit, reader, links)
    paragraphs = wording.fill(said.body[language], values)
    headers = {"Reply-To": summit.contact_email} if summit.contact_email else {}
    if not said.essential:  # RFC 2369 and RFC 8058: one click in the mail program is enough
        headers |= {"List-Unsubscribe": f"<{links.opt_out}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return Mail({
        "subject_line": wording.fill_subject(said.subject[language], values), "paragraphs": paragraphs,
        "text": wording.as_text(paragraphs), "text_language": language, "summit": summit,
        "opt_out_url": "" if said.essential else links.opt_out,
    }, headers=headers, kept=True)  # fmt: skip


def _values(summit: Summit, reader: Addressee, links: Links) -> dict[str, Piece]:
    language = i18n.current_language()
    deadline = to_local(reader.deadline, summit.timezone) if reader.deadline else None
    return {
        "given_name": Piece(reader.given_name), "full_name": Piece(reader.full_name),
        "summit": Piece(summit.name.best(language, summit.default_language)),
        "dates": Piece(i18n.show_dates(summit.starts_on, summit.ends_on)),
        "category": Piece(reader.category.best(language, summit.default_language)),
        "delegation": Piece(reader.delegation.best(language, summit.default_language)),
        "code": Piece(reader.code), "deadline": Piece(i18n.show_datetime(deadline) if deadline else ""),
        "my_summit": Piece(_("My summit"), links.my_summit),
    }  # fmt: skip


def contexts(mint: Mint) -> dict[str, Context]:
    """Return the context function of each template.

    :param mint: makes the secret of a link while the letter is composed.
    """

    def letter(references: Mapping[str, Any]) -> Mail | None:
        mailing = queries.by_reference(str(references["mailing"]))
        if mailing is None:
            return None
        to = Recipient(reference=str(references["to"]), registration=str(references["registration"]))
        reader = queries.addressees_of(mailing.summit_id, [to]).get(to.reference)
        if reader is None or reader.gone:
            return None
        if not mailing.essential and reader.reference in queries.opted_out(mailing.summit_id):
            return None
        reader = replace(reader, language=i18n.current_language())  # as it was when the mail was written down
        lasts = timedelta(days=int(references["days"]))
        return compose(mailing.summit, mailing.wording, reader, _links(mailing.summit, reader, mint, lasts))

    def trial(references: Mapping[str, Any]) -> Mail | None:
        """A letter to whoever writes it: as a certain reader would get it, but with nobody's links in it."""
        mailing = queries.by_reference(str(references["mailing"]))
        if mailing is None:
            return None
        reader = example(mailing.summit, as_language(str(references["language"])), references)
        page = f"{settings().base_url}/{i18n.current_language()}/my/"
        return compose(mailing.summit, mailing.wording, reader, Links(page, page))

    return {LETTER: letter, TRIAL: trial}


def example(summit: Summit, language: Language, values: Mapping[str, Any]) -> Addressee:
    """Return somebody who does not exist, for a trial when there is nobody to show."""
    return Addressee(
        reference="", given_name=str(values.get("given_name", "")), full_name=str(values.get("full_name", "")),
        email=None, language=language, code="ABC123",
        category=summit.categories[0].name if summit.categories else summit.name,
        deadline=summit.changes_close_at or summit.registration_closes_at,
    )  # fmt: skip


def _links(summit: Summit, reader: Addressee, mint: Mint, lasts: timedelta) -> Links:
    base = f"{settings().base_url}/{i18n.current_language()}"
    token = tokens.write_token(settings().secret_key, summit.public_id, reader.reference)
    note_secret(token)
    if not reader.registration:  # whoever coordinates signs in
        return Links(f"{base}/sign-in/", f"{base}/no-reminders/{token}/")
    secret = mint(Purpose.MANAGE, reader.reference, lasts, single_use=False)
    return Links(f"{base}/my/link/{secret}/", f"{base}/no-reminders/{token}/")
