"""Numbered versions: a paper that leaves has a number and a time, and the number changes when the content does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from summitapp.audit.services import record
from summitapp.consents.values import Purpose
from summitapp.core import sheets
from summitapp.core.clock import now
from summitapp.core.db import db, lock
from summitapp.core.i18n import gettext, show_datetime, speaking
from summitapp.core.security import acting
from summitapp.core.text import N_, Language, as_language
from summitapp.core.tz import to_local
from summitapp.lists import documents, queries, rules
from summitapp.lists.models import ListVersion
from summitapp.lists.services.gathering import gather, reasons_of
from summitapp.lists.values import KEPT_KINDS, TEXT_LENGTH, Difference, Listing, ListKind, NothingToList, Print
from summitapp.summits.models import Summit

_VERSION: Final = N_("Version %(number)s")
_AS_OF: Final = N_("As of %(when)s")
_RECIPIENT: Final = N_("For %(name)s only")
_PAGE: Final = N_("Page %(page)s of %(pages)s")


@dataclass(frozen=True, slots=True)
class Issued:
    """A list ready to leave: its version and everything a document needs, gathered before it is laid out."""

    listing: Listing
    number: int
    made_at: datetime
    zone: str
    summit: str
    recipient: str
    reasons: Mapping[str, str]

    def pdf(self) -> bytes:
        """Return the list on paper; slow, so outside of any transaction.

        :raises LayingOutFailed: if it could not be laid out.
        """
        return documents.lay_out(self.listing, self._around())

    def xlsx(self) -> bytes:
        """Return the list as a workbook of text cells."""
        return sheets.write_xlsx([documents.as_sheet(self.listing, self._around(), self.reasons)])

    def _around(self) -> Print:
        with speaking(as_language(self.listing.language)):
            part = N_("Class") if self.listing.kind is ListKind.PROTOCOL else N_("Delegation")
            words = {
                "reason": gettext(N_("Reason")), "part": gettext(part),
                "page": gettext(_PAGE, page="{page}", pages="{pages}"),
            }  # fmt: skip
            return Print(
                summit=self.summit, version=gettext(_VERSION, number=self.number), words=words,
                as_of=gettext(_AS_OF, when=show_datetime(to_local(self.made_at, self.zone))),
                recipient=gettext(_RECIPIENT, name=self.recipient) if self.recipient else "",
            )  # fmt: skip


def freeze(summit: Summit, kind: ListKind, note: str = "") -> ListVersion:
    """Give the list as it is now a number, unless the last version says the same; returns the version that holds.

    A version is compared and kept in the language of the summit, so that its number is the same in every language.

    :raises NothingToList: if nobody stands in it.
    """
    listing = gather(summit, kind, _own_language(summit))
    if not listing.size:
        raise NothingToList
    return _number(summit, listing, note)


def _own_language(summit: Summit) -> Language:
    return as_language(summit.default_language)


def _number(summit: Summit, listing: Listing, note: str) -> ListVersion:
    lock(Summit, summit.id)  # two exports at once must not take the same number
    content = rules.fingerprint(listing)
    before = queries.versions(summit.id, listing.kind, 1)
    if before and before[0].fingerprint == content and not note:
        return before[0]
    version = ListVersion(
        summit_id=summit.id, kind=listing.kind, number=before[0].number + 1 if before else 1, made_at=now(),
        made_by=acting().reference, note=" ".join(note.split())[:TEXT_LENGTH], language=listing.language,
        size=listing.size, fingerprint=content, content=listing.as_dict() if listing.kind in KEPT_KINDS else {},
    )  # fmt: skip
    db.session.add(version)
    db.session.flush()
    record("list.version_made", summit, summit=summit.public_id, kind=listing.kind, number=version.number)
    return version


def issue(summit: Summit, kind: ListKind, language: Language, recipient: str = "", number: int | None = None) -> Issued:
    """Return a list to be taken along, as of now or as it was in version ``number``; that it was taken is recorded.

    :raises NothingToList: if nobody stands in it, or there is no such version.
    """
    if number is None:
        version = freeze(summit, kind)
        listing = gather(summit, kind, language)
        moment = now() if kind not in KEPT_KINDS else version.made_at
    else:
        version, listing = _old(summit, kind, number)
        moment = version.made_at
    record("list.exported", summit, summit=summit.public_id, kind=kind, number=version.number, marked=bool(recipient))
    reasons = {key: one.reason for key, one in reasons_of(summit).items()} if kind is ListKind.PROTOCOL else {}
    return Issued(
        listing, version.number, moment, summit.timezone, summit.name.best(listing.language),
        " ".join(recipient.split())[:TEXT_LENGTH], reasons,
    )  # fmt: skip


def _old(summit: Summit, kind: ListKind, number: int) -> tuple[ListVersion, Listing]:
    version = queries.version(summit.id, kind, number)
    listing = shown_version(summit, version) if version is not None else None
    if version is None or listing is None:
        raise NothingToList
    return version, listing


def shown_version(summit: Summit, version: ListVersion) -> Listing | None:
    """Return what an old version may still show: whoever is hidden, or took a consent back, is gone from it too."""
    if not version.content:
        return None
    listing = Listing.of(version.kind, version.content)
    return listing.without(_must_go(summit, version.kind) & frozenset(listing.references))


def _must_go(summit: Summit, kind: ListKind) -> frozenset[str]:
    guests = queries.guests(summit.id)
    gone = {guest.reference for guest in guests if guest.hidden and kind is not ListKind.EVERYONE}
    if kind is ListKind.PARTICIPANTS:
        agreed = queries.who_agrees(Purpose.PARTICIPANT_LIST, [guest.person_id for guest in guests])
        gone |= {guest.reference for guest in guests if guest.person_id not in agreed}
    return frozenset(gone)


def changes_since(summit: Summit, version: ListVersion, after: Listing | None = None) -> list[Difference]:
    """Return what differs between a version and a later one; without ``after``, and the list as it is now."""
    before = shown_version(summit, version)
    later = after or gather(summit, version.kind, as_language(version.language))
    return rules.differences(before, later) if before is not None else []
