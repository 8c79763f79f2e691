"""Lists as workbooks: an empty one to fill, and the people of a delegation to be edited and brought back."""

from collections.abc import Iterable, Sequence
from typing import Final

from summitapp.core import sheets
from summitapp.core.sheets import Sheet
from summitapp.core.text import Translated
from summitapp.nominations.values.importing import Column, Details
from summitapp.registration.values import DelegationRole

#: What the columns are called on paper. The importer knows each of these words; a test holds it to that.
HEADS: Final[dict[Column, Translated]] = {
    Column.CODE: Translated("Code", "Kod", "Code"),
    Column.GIVEN_NAME: Translated("Vorname", "Ad", "Given name"),
    Column.FAMILY_NAME: Translated("Nachname", "Soyad", "Family name"),
    Column.EMAIL: Translated("E-Mail", "E-posta", "E-mail"),
    Column.FUNCTION: Translated("Funktion", "Görev", "Function"),
    Column.ORGANISATION: Translated("Organisation", "Kuruluş", "Organisation"),
    Column.CITY: Translated("Stadt", "Şehir", "City"),
    Column.PHONE: Translated("Mobiltelefon", "Cep telefonu", "Mobile phone"),
    Column.LANGUAGE: Translated("Sprache", "Dil", "Language"),
    Column.CATEGORY: Translated("Kategorie", "Kategori", "Category"),
    Column.ROLE: Translated("Rolle in der Delegation", "Heyetteki rolü", "Role in the delegation"),
    Column.SINGLE_NAME: Translated("Nur ein Name", "Tek isim", "Single name"),
}
#: What somebody is in the delegation, in words that the importer knows.
ROLES: Final[dict[DelegationRole, Translated]] = {
    DelegationRole.HEAD: Translated("Leitung", "Heyet başkanı", "Head"),
    DelegationRole.DEPUTY: Translated("Stellvertretung", "Başkan yardımcısı", "Deputy"),
    DelegationRole.MEMBER: Translated("Mitglied", "Üye", "Member"),
}
_YES: Final = Translated("ja", "evet", "yes")


def heads(language: str, *, code: bool) -> list[str]:
    """Return the headings in a language; with the column that tells people apart when a list comes back."""
    return [name[language] for column, name in HEADS.items() if code or column is not Column.CODE]


def template(language: str, titles: tuple[str, str], hints: Sequence[tuple[str, str]]) -> bytes:
    """Return an empty list as XLSX, with a second page that says what goes into each column.

    :param titles: of the two pages. :param hints: column and explanation.
    """
    first = Sheet(titles[0], heads(language, code=False), [])
    return sheets.write_xlsx([first, Sheet(titles[1], ("", ""), [list(hint) for hint in hints])])


def rows(people: Iterable[tuple[str, Details]], language: str) -> list[list[str]]:
    """Return people, by code, as rows under :func:`heads`."""
    return [
        [code, one.given_name, one.family_name, one.email, one.function, one.organisation, one.city, one.phone,
         one.language, one.category, ROLES[one.role][language], _YES[language] if one.single_name else ""]
        for code, one in people
    ]  # fmt: skip


def members_xlsx(people: Iterable[tuple[str, Details]], language: str, title: str) -> bytes:
    """Return the people of a delegation as XLSX, every cell text."""
    return sheets.write_xlsx([Sheet(title, heads(language, code=True), rows(people, language))])


def members_csv(people: Iterable[tuple[str, Details]], language: str) -> bytes:
    """Return the people of a delegation as CSV with the separator that spreadsheets of the language expect."""
    separator = "," if language == "en" else ";"
    return sheets.write_csv(heads(language, code=True), rows(people, language), separator)
