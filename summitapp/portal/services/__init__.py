"""Gathering the overview and My summit, and what a person does there."""

from summitapp.portal.services.answers import Waiting, waiting_questions
from summitapp.portal.services.codes import check_code, receiver_of, send_code
from summitapp.portal.services.codes import standing_of as code_standing_of
from summitapp.portal.services.feeds import (
    NOTE,
    Written,
    coming_of,
    note_fetch,
    renew_calendar,
    start_calendar,
    write_feed,
)
from summitapp.portal.services.invitations import (
    INVITE,
    ask_people,
    ask_summit,
    choose_way,
    join_calendars,
    tell_due,
)
from summitapp.portal.services.mending import (
    SummitMail,
    correct_mail,
    mail_of,
    mark_told,
    retry_mail,
    retry_mails,
)
from summitapp.portal.services.my import ask_again, change_consents, enter, go_on, new_link, standing_of
from summitapp.portal.services.overview import overview_of

__all__ = [
    "INVITE", "ask_people", "ask_summit", "choose_way", "join_calendars", "tell_due",
    "ask_again", "change_consents", "check_code", "code_standing_of", "coming_of", "correct_mail", "enter", "go_on", "mail_of",
    "mark_told", "new_link", "NOTE", "note_fetch", "overview_of", "receiver_of", "renew_calendar", "retry_mail",
    "retry_mails", "send_code", "standing_of", "start_calendar", "SummitMail", "Waiting", "waiting_questions",
    "write_feed", "Written",
]  # fmt: skip
