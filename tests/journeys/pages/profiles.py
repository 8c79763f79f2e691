"""The pages of profiles for meetings: a delegate with a profile, suggestions and somebody passed over; the organisers'."""

from dataclasses import replace
from datetime import datetime, time

from summitapp.core.tz import from_local
from summitapp.profiles import queries, services
from summitapp.profiles.services import suggesting
from summitapp.profiles.values import Said
from summitapp.registration import queries as registrations
from summitapp.summits.models import Summit, SummitDay

SUMMIT = {"slug": "izmir-2027"}
PAGES = {
    "delegate": {
        "profiles.own": (SUMMIT,),
        "profiles.preview": (SUMMIT,),
        "profiles.free": (SUMMIT,),
        "profiles.people": (SUMMIT, {**SUMMIT, "q": "nobody at all"}, {**SUMMIT, "tag": "waste"}),
        "profiles.person": ({**SUMMIT, "reference": "{profile}"},),
        "profiles.cities": (SUMMIT,),
    },
    "organiser": {
        "profiles.organise": (SUMMIT, {**SUMMIT, "show": "lacking"}),
        "profiles.invite": (SUMMIT,),
        "profiles.rules": (SUMMIT,),
        "profiles.delegation": ({"reference": "{profile_delegation}"},),
    },
}
NO_PAGE: dict[str, str] = {}


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Let the delegate and some others have profiles, and the delegate have passed somebody over."""
    me = registrations.by_reference(values["registration"])
    assert me is not None
    others = [one for one in registrations.confirmed(summit.id) if one.person_id != me.person_id]
    others = [one for one in others if one.delegation_id is None or one.delegation_id != me.delegation_id][:6]
    said = Said("de", "Häfen, Abfall und Jugend", "Wir suchen Städte am Wasser.", ("port", "waste"), ("waste", "port"),
                ("youth",), (11, 13), ("de", "tr", "en"))  # fmt: skip
    profiles = []
    for one in [me, *others]:
        profile = services.save(one, replace(said, languages=tuple(one.spoken_languages) or ("en",)))
        services.open_profile(profile, agreed=True)
        profiles.append(profile)
    own = queries.profile_of(me.id)
    assert own is not None
    services.pass_over(own, profiles[-1])
    suggesting.suggest_live(own)
    day = summit.days[0]
    services.keep_free(me, (from_local(_at(day, 10), summit.timezone), from_local(_at(day, 11), summit.timezone)), "Konsulat")
    group = next(one.delegation for one in [me, *others] if one.delegation is not None)
    return {"profile": profiles[3].public_id, "profile_delegation": group.public_id}, {}



def _at(day: SummitDay, hour: int) -> datetime:
    return datetime.combine(day.day, time(hour))
