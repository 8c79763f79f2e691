"""Pure decisions about lists: who stands where, what may be counted, and what two versions differ in."""

from summitapp.lists.rules.comparing import differences, fingerprint
from summitapp.lists.rules.counting import suppress_small
from summitapp.lists.rules.ordering import by_delegation, by_family_name, in_order

__all__ = ["by_delegation", "by_family_name", "differences", "fingerprint", "in_order", "suppress_small"]
