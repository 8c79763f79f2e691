"""Who may see and ask whom, by category."""

from collections.abc import Mapping

from summitapp.audit import services as audit
from summitapp.core.db import db, lock
from summitapp.profiles import queries
from summitapp.profiles.models import MeetingRule
from summitapp.profiles.services.suggesting import wake
from summitapp.summits import queries as summits
from summitapp.summits.models import Category, Summit

#: What one category may do with another: see and ask.
Rule = tuple[bool, bool]


def set_rules(summit: Summit, wanted: Mapping[tuple[int, int], Rule]) -> int:
    """Write down for pairs of categories, the asker's first, whether the one sees and may ask the other.

    Whoever may not see may not ask either. Returns how many pairs have changed.
    """
    lock(Summit, summit.id)
    known = queries.rules_of(summit.id)
    changed = 0
    for (asker, asked), (see, ask) in wanted.items():
        ask = ask and see
        kept = known.get((asker, asked))
        if (kept.may_see, kept.may_ask) == (see, ask) if kept is not None else (see and ask):
            continue
        changed += 1
        if kept is None:
            db.session.add(MeetingRule(summit_id=summit.id, asker_id=asker, asked_id=asked, may_see=see, may_ask=ask))
        elif see and ask:
            db.session.delete(kept)
        else:
            kept.may_see, kept.may_ask = see, ask
    if changed:
        audit.record("profile.rules_changed", summit, summit=summit.public_id, pairs=changed)
        wake(summit)
    return changed


def copy_rules(source_id: int, target_id: int) -> None:
    """Give a summit the rules of the one it was made from, for the categories of the same codes."""
    codes = {one.id: one.code for one in summits.parts(Category, source_id)}
    new = {one.code: one.id for one in summits.parts(Category, target_id)}
    wanted = {
        (new[codes[asker]], new[codes[asked]]): (rule.may_see, rule.may_ask)
        for (asker, asked), rule in queries.rules_of(source_id).items() if codes[asker] in new and codes[asked] in new
    }
    if wanted:
        set_rules(db.session.get_one(Summit, target_id), wanted)
