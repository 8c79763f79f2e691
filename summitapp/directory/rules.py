"""Whether two entries may be one person's, judged by their details alone; pure.

Nothing is ever merged by likeness: people look at what is found here. The marks make the search for pairs small:
whoever is alike enough to be shown shares at least one of them.
"""

import re
from hashlib import sha256
from typing import Final

from summitapp.core.text import fold
from summitapp.directory.values import Likeness, Resemblance, Sign

#: From this score on two entries are shown as probably one person's.
PROBABLE: Final = 40
#: A name shorter than this is another name as soon as one letter differs: Ali and Alp, Can and Cem.
LONG: Final = 6
_PIECE: Final = 3
_SCORES: Final = {
    Sign.SAME_NAME: 60, Sign.SAME_SPELT: 55, Sign.SWAPPED: 50, Sign.ONE_LETTER: 40, Sign.SAME_PART: 15,
    Sign.SAME_ADDRESS: 35, Sign.SAME_PHONE: 30, Sign.SAME_ORGANISATION: 10, Sign.SAME_DELEGATION: 5,
    Sign.OTHER_DELEGATION: 0,
}  # fmt: skip


def compare(one: Likeness, other: Likeness) -> Resemblance:
    """Return how much two entries are alike, from 0 to 100, and by what signs; the order does not matter."""
    signs = [sign for sign in (_by_name(one, other),) if sign is not None]
    if one.email and fold(one.email) == fold(other.email):
        signs.append(Sign.SAME_ADDRESS)
    if one.phone and one.phone == other.phone:
        signs.append(Sign.SAME_PHONE)
    if one.organisation and _plain(one.organisation) == _plain(other.organisation):
        signs.append(Sign.SAME_ORGANISATION)
    if one.group and other.group:
        signs.append(Sign.SAME_DELEGATION if one.group == other.group else Sign.OTHER_DELEGATION)
    if not signs or signs[0] not in _NAMES:  # an office signs up many people with one address
        return Resemblance(0, ())
    return Resemblance(min(sum(_SCORES[sign] for sign in signs), 100), tuple(signs))


_NAMES: Final = frozenset({Sign.SAME_NAME, Sign.SAME_SPELT, Sign.SWAPPED, Sign.ONE_LETTER, Sign.SAME_PART})


def marks_of(one: Likeness) -> frozenset[int]:
    """Return the digests by which entries that may be alike are found without looking at every pair.

    One for the name as a whole, in any order; for long names one for each end of one of them beside the whole
    other one, since a single slip leaves one end as it is; and for an address or a telephone number one
    beside the beginning of each name.
    """
    given, family = _plain(one.given_name), _plain(one.family_name)
    if not given and not family:
        return frozenset()
    keys = {f"name {' '.join(sorted(f'{given} {family}'.split()))}"}
    for whole, part, side in ((given, family, "f"), (family, given, "g")):
        if whole and len(part) >= LONG - 1:
            keys |= {f"{side}begins {whole}|{part[:_PIECE]}", f"{side}ends {whole}|{part[-_PIECE:]}"}
    for reach in filter(None, (fold(one.email), one.phone)):
        keys |= {f"reach {reach}|{name[:_PIECE]}" for name in (given, family) if name}
    return frozenset(int.from_bytes(sha256(key.encode()).digest()[:8], "big") >> 1 for key in keys)


def _by_name(one: Likeness, other: Likeness) -> Sign | None:
    if (fold(one.given_name), fold(one.family_name)) == (fold(other.given_name), fold(other.family_name)):
        return Sign.SAME_NAME
    given, family = _plain(one.given_name), _plain(one.family_name)
    given2, family2 = _plain(other.given_name), _plain(other.family_name)
    if (given, family) == (given2, family2):
        return Sign.SAME_SPELT
    if sorted(f"{given} {family}".split()) == sorted(f"{given2} {family2}".split()):
        return Sign.SWAPPED
    if (given == given2 and _slip(family, family2)) or (family == family2 and _slip(given, given2)):
        return Sign.ONE_LETTER
    return Sign.SAME_PART if (given and given == given2) or (family and family == family2) else None


def _plain(text: str) -> str:
    """Return the letters of a name, with ä, ae and a alike: Müller, Mueller and Muller are one."""
    return re.sub(r"([aou])e", r"\1", " ".join(re.findall(r"\w+", fold(text))))


def _slip(one: str, other: str) -> bool:
    """Return whether two long names differ by one letter that is wrong, missing or too many."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) < LONG or len(other) - len(one) > 1 or one == other:
        return False
    at = next((place for place, letter in enumerate(one) if letter != other[place]), len(one))
    return one[at + (len(one) == len(other)) :] == other[at + 1 :]
