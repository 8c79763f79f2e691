"""Mails that did not arrive: trying again, putting an address right, or noting that the person knows."""

from summitapp.audit.services import record
from summitapp.directory import queries as directory
from summitapp.mailings import queries as mailings
from summitapp.mailings.models import Mailing
from summitapp.outbox import queries as outbox_queries
from summitapp.outbox import services as outbox
from summitapp.outbox.models import OutboxMessage
from summitapp.portal import queries
from summitapp.portal.values import MailOfNobody
from summitapp.registration import services as registration
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


class SummitMail:
    """A mail together with its summit, as the permissions ask for it."""

    def __init__(self, summit: Summit, message: OutboxMessage) -> None:
        self.summit, self.message = summit, message

    @property
    def mailing(self) -> Mailing | None:
        """Return the mailing it belongs to, if it does."""
        return mailings.mailing_of(self.summit.slug, self.message.batch) if self.message.batch else None


def mail_of(slug: str, reference: str) -> SummitMail | None:
    """Return one mail of a summit."""
    summit = summits.by_slug(slug)
    message = outbox_queries.of_summit(summit.public_id, reference) if summit is not None else None
    return SummitMail(summit, message) if summit is not None and message is not None else None


def retry_mails(summit: Summit) -> int:
    """Send the mails of a summit that failed once more; returns how many."""
    number = outbox.retry_failed(summit.public_id)
    record("mail.retried", summit, summit=summit.public_id, number=number)
    return number


def retry_mail(mail: SummitMail) -> None:
    """Send one mail that failed once more.

    :raises Stale: if it has not failed, or no longer.
    """
    outbox.retry(mail.message)
    record("mail.retried", mail.summit, summit=mail.summit.public_id, number=1)


def correct_mail(mail: SummitMail, email: str) -> int:
    """Give the person another address and send there what did not reach the old one; returns how many mails.

    :raises MailOfNobody: if the mail did not go to somebody who takes part. :raises Stale: if it has not failed.
    """
    person = directory.person_by_reference(mail.message.person) if mail.message.person else None
    if person is None:
        raise MailOfNobody
    lost = queries.failed_of_person(mail.summit, person.public_id, mail.message.recipient)
    outbox.retry(mail.message, email)
    for message in lost:
        if message is not mail.message:
            outbox.retry(message, email)
    registration.replace_address(person, email)
    record("mail.corrected", mail.summit, summit=mail.summit.public_id, mail=mail.message.public_id)
    return max(len(lost), 1)


def mark_told(mail: SummitMail) -> None:
    """Take note that somebody was told otherwise, by telephone say, what a failed mail was to tell them.

    :raises Stale: if it has not failed, or no longer.
    """
    outbox.mark_told(mail.message)
    record("mail.told", mail.summit, summit=mail.summit.public_id, mail=mail.message.public_id)
