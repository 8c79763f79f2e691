"""Two entries that may be one person's: what counts, what does not, and that the marks miss nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitapp.directory.rules import PROBABLE, compare, marks_of
from summitapp.directory.values import Likeness, Sign

MUELLER = Likeness("Jürgen", "Müller", "j.mueller@example.org", "+49421123456", "Stadt Bremen", 1)


@pytest.mark.parametrize(
    ("other", "signs"),
    [
        (Likeness("JÜRGEN", "MÜLLER"), [Sign.SAME_NAME]),
        (Likeness("Juergen", "Mueller"), [Sign.SAME_SPELT]),
        (Likeness("Jurgen", "Muller"), [Sign.SAME_NAME]),
        (Likeness("Müller", "Jürgen"), [Sign.SWAPPED]),
        (Likeness("Jürgen", "Müler"), [Sign.ONE_LETTER]),
        (Likeness("Jürgen", "Müllner"), [Sign.ONE_LETTER]),
        (Likeness("Jürgen", "Schmidt", "J.MUELLER@example.org"), [Sign.SAME_PART, Sign.SAME_ADDRESS]),
        (Likeness("Jürgen", "Schmidt", phone="+49421123456"), [Sign.SAME_PART, Sign.SAME_PHONE]),
        (Likeness("Jürgen", "Müller", organisation="stadt bremen", group=2),
         [Sign.SAME_NAME, Sign.SAME_ORGANISATION, Sign.OTHER_DELEGATION]),
    ],
)  # fmt: skip
def test_each_way_of_being_alike_has_its_sign(other: Likeness, signs: list[Sign]) -> None:
    found = compare(MUELLER, other)
    assert list(found.signs) == signs
    assert found.score >= PROBABLE


@pytest.mark.parametrize("other", [
    Likeness("Ayşe", "Yıldız", "j.mueller@example.org"),  # an office's address
    Likeness("Jürgen", "Schmidt"),
    Likeness("", ""),
])
def test_different_people_are_not_shown(other: Likeness) -> None:
    assert compare(MUELLER, other).score < PROBABLE


def test_short_names_that_differ_by_a_letter_are_two_names() -> None:
    assert compare(Likeness("Can", "Demir"), Likeness("Cam", "Demir")).score < PROBABLE
    assert compare(Likeness("İrem", "Çağlayan"), Likeness("IREM", "Caglayan")).signs == (Sign.SAME_NAME,)


names = st.text(st.sampled_from("abcdeüöığşç"), min_size=1, max_size=9)
people = st.builds(
    Likeness, names, names, st.sampled_from(["", "a@example.org", "B@example.org"]), st.sampled_from(["", "+901", "+902"])
)


@given(people, people)
def test_the_order_does_not_matter(one: Likeness, other: Likeness) -> None:
    assert compare(one, other) == compare(other, one)


@given(people, st.integers(0, 8), st.sampled_from(["drop", "change", "add", "swap", "keep"]))
def test_who_is_alike_shares_a_mark(one: Likeness, at: int, slip: str) -> None:
    family = one.family_name
    place = at % (len(family) + 1)
    changed = {
        "drop": family[:place] + family[place + 1 :], "change": family[:place] + "z" + family[place + 1 :],
        "add": family[:place] + "z" + family[place:], "swap": one.given_name, "keep": family,
    }[slip]  # fmt: skip
    other = Likeness(family if slip == "swap" else one.given_name, changed, one.email.upper(), one.phone)
    if compare(one, other).score >= PROBABLE:
        assert marks_of(one) & marks_of(other)
