"""Letting the people of the demo programme introduce themselves, and answer: most yes, one no, some not yet."""

import io
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from functools import cache
from typing import Final

from PIL import Image, ImageDraw

from summitapp.agenda import queries as agenda
from summitapp.agenda import services
from summitapp.agenda.values import Answer, DayChoice
from summitapp.core.tz import from_local
from summitapp.directory.models import Person
from summitapp.operations.values.voices import VOICES
from summitapp.speakers import services as speakers
from summitapp.speakers.documents import Photo, clean_photo
from summitapp.speakers.values import ProfileDetails
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit, SummitDay

_GROUNDS: Final = ("#0f4c6b", "#1e7f7a", "#8c5a0b", "#a2412e", "#3b6a8f", "#4e6b2f")
_REFUSALS: Final = {
    "de": "An dem Tag bin ich auf Dienstreise; eine Kollegin aus meinem Amt könnte einspringen.",
    "tr": "O gün görevde olacağım; yerime müdürlüğümüzden bir arkadaşım gelebilir.",
}
_SLIDES_BEFORE: Final = timedelta(days=7)


def introduce_speakers(summit: Summit, cast: Mapping[str, str]) -> None:
    """Write a page for everybody with a biography, and answer for most of them.

    :param cast: key of a voice → public id of the person.
    """
    services.set_slides_deadline(summit, _evening_before(summit))
    people = agenda.people_by_reference(cast.values())
    told = [(number, VOICES[key], people[reference]) for number, (key, reference) in enumerate(sorted(cast.items()))]
    for number, voice, person in told:
        if voice.biography and number % 6 != 5:
            profile = speakers.ensure_profile(summit, person)
            speakers.write_profile(profile, ProfileDetails(voice.biography))
            if number % 3:
                speakers.put_photo(profile, _portrait(number % len(_GROUNDS)))
            speakers.release(profile, True)
        if number % 13 != 7:
            _answer(summit, person, number, _REFUSALS.get(voice.source, _REFUSALS["de"]))


def _evening_before(summit: Summit) -> datetime:
    return from_local(datetime.combine(summit.starts_on - _SLIDES_BEFORE, time(18)), summit.timezone)


def _answer(summit: Summit, person: Person, number: int, refusal: str) -> None:
    days = [one.day for one in summits.parts(SummitDay, summit.id)]
    refuses = number == 1
    for place, turn in enumerate(agenda.turns_of(summit, person)):
        session = agenda.session_of(summit.slug, turn.code)
        assert session is not None
        if refuses and place == 0:
            services.answer_session(session, person, Answer.DECLINED, refusal)
        else:
            services.answer_session(session, person, Answer.CONFIRMED, without_slides=number % 2 == 0)
    if number % 4 == 2:
        services.set_presence(summit, person, [DayChoice(day) for day in days])


@cache
def _portrait(colour: int) -> Photo:
    """Return a picture that stands for a person who does not exist: a head and shoulders, and nobody's face."""
    picture = Image.new("RGB", (480, 600), _GROUNDS[colour])
    drawn = ImageDraw.Draw(picture)
    drawn.ellipse((90, 380, 390, 760), fill="#f3eee2")
    drawn.ellipse((150, 130, 330, 345), fill="#f3eee2")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return clean_photo(out.getvalue())
