"""People of a summit as they come, by a seed."""

import random

from summitapp.profiles.values.scoring import Card


def people(size: int, seed: int = 1) -> list[Card]:
    """Return delegates with sixty tags, seventeen goals and six languages between them."""
    dice, tags = random.Random(seed), [f"tag{number}" for number in range(60)]
    return [
        Card(
            f"p{number:05}", city=f"city{dice.randrange(size // 14 + 1)}", organisation=f"org{dice.randrange(size // 3 + 1)}",
            delegation=f"del{dice.randrange(size // 14 + 1)}", category=dice.choice(["delegate", "speaker"]),
            kind=dice.choice(["municipality", "chamber", "ngo", "university"]), level=dice.choice(["", "", "", "mayor", "chamber"]),
            offers=frozenset(dice.sample(tags, dice.randint(1, 3))), seeks=frozenset(dice.sample(tags, dice.randint(1, 3))),
            topics=frozenset(dice.sample(tags, 2)), sdgs=frozenset(dice.sample(range(1, 18), dice.randint(2, 5))),
            languages=frozenset(dice.sample(["de", "tr", "en", "fr", "ru", "ar"], dice.randint(1, 2))),
        )
        for number in range(size)
    ]  # fmt: skip


def partners(size: int) -> set[tuple[str, str]]:
    """Return which of their cities are partners: each of two others."""
    towns = size // 14 + 1
    return {(f"city{number}", f"city{(number * 7 + step) % towns}") for number in range(towns) for step in (1, 3)}
