"""How long each kind of data is kept: the list of terms and the marks on the columns say the same."""

from summitapp.privacy import services
from tests.privacy.marks import tagged


def test_a_kind_of_data_has_one_term_and_every_tagged_column_a_kind() -> None:
    covered = [name for term in services.TERMS for name in term.columns]
    assert sorted(covered) == sorted(str(one) for one in tagged() if one.table.name not in services.ELSEWHERE)


def test_a_term_keeps_as_long_as_its_columns_say() -> None:
    said = {str(column): column.info["personal"]["keep"] for column in tagged()}
    wrong = [(name, term.keep, said[name]) for term in services.TERMS for name in term.columns if said[name] != term.keep]
    assert wrong == []
