"""How long texts may be, how long people have to answer, and how a code is written."""

from datetime import timedelta
from typing import Final

PROOF_WITHIN: Final = timedelta(hours=24)
#: Whoever is approved has so long to confirm their address; how long an offer stands is the summit's to say.
ANSWER_WITHIN: Final = timedelta(hours=72)
REASON_LENGTH: Final = 500
NAME_LENGTH: Final = 200
TEXT_LENGTH: Final = 200
NOTE_LENGTH: Final = 1000
WORD_LENGTH: Final = 40
MOST_TERMS: Final = 5
SORT_LENGTH: Final = 120
#: Stands before a word of a city or an organisation in the index; nobody can type it into a search.
PLACE_SIGN: Final = "~"
VIEW_NAME_LENGTH: Final = 60

#: The human code of a registration: no letter that is read as another one or as a digit.
CODE_SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH: Final = 6
