"""The pages of speakers: the public list and one of them, their own by the link, the organisers' table and one of it."""

from datetime import timedelta

from summitapp.accounts import services as accounts
from summitapp.accounts.values import Purpose
from summitapp.agenda import queries, services
from summitapp.agenda.values import Answer, Audience, DocumentDetails, Show
from summitapp.core.text import Translated
from summitapp.registration import queries as registrations
from summitapp.speakers import services as speakers
from summitapp.speakers.documents import clean_file, clean_photo
from summitapp.speakers.values import ProfileDetails
from summitapp.summits.models import Summit
from tests.factories.speakers import photo

_SUMMIT = {"slug": "izmir-2027"}
_MINE = {"token": "{speaker_token}"}
PAGES = {
    "visitor": {
        "agenda.speakers_list": (_SUMMIT, {"slug": "closed-2029"}),
        "agenda.speaker": ({**_SUMMIT, "reference": "{speaker}"},),
        "agenda.speaking": (_MINE,),
        "agenda.speaking_session": ({**_MINE, "code": "{speaker_session}"},),
        "agenda.speaking_about": (_MINE,),
        "agenda.speaking_times": (_MINE,),
    },
    "delegate": {"agenda.own_documents": ({},)},
    "organiser": {
        "agenda.speakers_organise": (
            _SUMMIT, {**_SUMMIT, "q": "nobody at all"}, {**_SUMMIT, "show": Show.DECLINED.value},
        ),
        "agenda.speaker_organise": ({**_SUMMIT, "reference": "{speaker}"}, {**_SUMMIT, "reference": "{other_speaker}"}),
        "agenda.session_documents": ({**_SUMMIT, "code": "{speaker_session}"},),
    },
}  # fmt: skip
NO_PAGE = {
    "agenda.speaking_photo": "a picture", "agenda.speaker_portrait": "a picture", "agenda_feeds.speaker_photo": "a picture",
    "agenda.speaking_file": "a file", "agenda.own_document": "a file", "agenda.document_file": "a file",
    "agenda_feeds.document": "a file", "agenda.speakers_export": "a workbook",
}  # fmt: skip


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Let one speaker of a public session have written everything, with slides, and decline it; another is untouched."""
    named = {
        one.key.partition(":")[2]: placement.code for placement in queries.public_programme(summit).placements
        for one in placement.shown if one.name
    }  # fmt: skip
    (reference, code), (other, _code) = sorted(named.items(), key=lambda one: one[1])[:2]
    person = queries.people_by_reference([reference])[reference]
    profile = speakers.ensure_profile(summit, person)
    speakers.write_profile(profile, ProfileDetails(
        Translated("Sie plant Städte.", "Kentleri planlıyor.", "She plans cities."), "Aysche", "Ein Adapter", "https://example.org",
    ))  # fmt: skip
    speakers.put_photo(profile, clean_photo(photo()))
    speakers.release(profile, True)
    session = queries.session_of(summit.slug, code)
    assert session is not None
    brought = services.bring_document(session, person, DocumentDetails("Yeşil çatılar", allowed=Audience.PUBLIC),
                                      clean_file("a.pdf", b"%PDF-1.7"))  # fmt: skip
    services.show_document(brought, Audience.PUBLIC)
    services.answer_session(session, person, Answer.DECLINED, "Seyahat edemiyorum.")
    going = registrations.by_reference(values["registration"])
    assert going is not None
    token = accounts.mint_link(Purpose.SPEAKER, profile.public_id, timedelta(days=9), single_use=False)
    return {"speaker": reference, "other_speaker": other, "speaker_session": code, "speaker_token": token}, {}
