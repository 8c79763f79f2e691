"""The demo summit's own questions, and some answers to them."""

import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.operations.values.questions import EXCURSIONS, LEFT_OUT, REPLIES, SEALED
from summitapp.questions.rules import consents_needed
from summitapp.questions.services import add_question, add_section, add_usual
from summitapp.questions.values.usual import USUAL
from summitapp.registration.models import Registration
from summitapp.registration.services import answer, answer_sealed, sensitive_questions
from summitapp.registration.values import State
from summitapp.summits.models import Summit

ANSWERED = 24
SEALED_EVERY = 6


def ask_and_answer(summit: Summit) -> None:
    """Ask the usual questions and about excursions; some of the participants have answered already."""
    add_usual(summit, {one.code for asked in USUAL for one in asked.questions} - LEFT_OUT)
    section = add_section(summit, EXCURSIONS.title, EXCURSIONS.intro)
    for question in EXCURSIONS.questions:
        add_question(summit, question, section)
    going = (Registration.summit_id == summit.id) & (Registration.state == State.CONFIRMED)
    found = db.session.scalars(sa.select(Registration).where(going).order_by(Registration.id).limit(ANSWERED)).all()
    for number, registration in enumerate(found):
        if replies := REPLIES[number % len(REPLIES)]:
            answer(registration, replies, late=True)
        if number % SEALED_EVERY == SEALED_EVERY - 1:
            sealed = SEALED[number // SEALED_EVERY % len(SEALED)]
            _form, asked = sensitive_questions(registration)
            answer_sealed(registration, sealed, consents_needed([one for one in asked if one.code in sealed]))
