"""What the planner is asked for, and the tick that a proposal is to stand although something has changed."""

from wtforms import BooleanField, HiddenField, IntegerField
from wtforms.validators import InputRequired, NumberRange, Optional

from summitapp.core.fields import Form
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.matchmaking.values import MOST_SECONDS


class RunForm(Form):
    """How long to look, what to keep, and where chance begins."""

    seconds = IntegerField(
        _l("Seconds to look for the best plan"), [InputRequired(), NumberRange(1, MOST_SECONDS)], default=20,
        description=_l("20 are enough for most summits; the longer, the closer to the bound."),
        render_kw={"inputmode": "numeric", "min": 1, "max": MOST_SECONDS},
    )  # fmt: skip
    keep = BooleanField(
        _l("Keep the meetings that stand"),
        description=_l("They stay at their time unless that is impossible; the rest is planned around them."),
    )
    seed = IntegerField(
        _l("Number of the attempt"), [Optional(), NumberRange(0, 1_000_000)],
        description=_l("Left empty, it is a new one. The same number tries the same way again."),
        render_kw={"inputmode": "numeric"},
    )  # fmt: skip


class AdoptForm(Form):
    """A decision about a proposal, on a plan that was seen."""

    mark = HiddenField()
    anyway = BooleanField(_l("I know that it is out of date; adopt what is still possible"))
