"""Taking somebody out of what was written down about a plan in codes and facts."""

from typing import Any


def without(facts: Any, reference: str) -> Any:
    """Return facts without whatever names somebody.

    What is about them alone, such as a line of a list that names them, goes as a whole.

    :param facts: as JSON holds them. :param reference: public id of a registration.
    """
    if isinstance(facts, dict):
        kept = {name: value for name, value in facts.items() if reference not in (name, str(value))}
        return {name: without(value, reference) for name, value in kept.items()}
    if isinstance(facts, list | tuple):
        return [without(one, reference) for one in facts if not _is_about(one, reference)]
    return facts


def _is_about(line: Any, reference: str) -> bool:
    return bool(line == reference or (isinstance(line, dict) and reference in map(str, line.values())))
