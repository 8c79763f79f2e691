"""How long an answer is kept."""

import re
from calendar import monthrange
from datetime import date, timedelta

_DURATION = re.compile(r"P([1-9][0-9]{0,3})([DMY])")


def kept_until(ends_on: date, keep: str) -> date:
    """Return the last day on which an answer is kept: so long after the last day of the summit.

    :param keep: an ISO 8601 duration of days, months or years, such as ``P30D``.
    :raises ValueError: if it is not.
    """
    found = _DURATION.fullmatch(keep)
    if found is None:
        raise ValueError(f"not a duration of days, months or years: {keep!r}")
    number, unit = int(found[1]), found[2]
    if unit == "D":
        return ends_on + timedelta(days=number)
    months = ends_on.month - 1 + number * (12 if unit == "Y" else 1)
    year, month = ends_on.year + months // 12, months % 12 + 1
    return date(year, month, min(ends_on.day, monthrange(year, month)[1]))
