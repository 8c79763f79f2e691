"""What can be refused of a whole list."""

from summitapp.core.errors import DomainError
from summitapp.core.text import N_


class Unreadable(DomainError):
    """A file that cannot be taken for a list."""

    code = "unreadable"
    status = 422
    message = N_("We cannot read this file as a list. Please save it as XLSX or CSV and try again.")


class FileEmpty(Unreadable):
    """Nothing is in the file."""

    code = "file_empty"
    message = N_("This file is empty.")


class FileTooLarge(Unreadable):
    """The file is larger than any list."""

    code = "file_too_large"
    message = N_("This file is larger than five megabytes. A list of people is much smaller: "
                 "please remove pictures and other pages.")  # fmt: skip


class UnpacksTooLarge(Unreadable):
    """The workbook is small when packed and without measure when unpacked."""

    code = "unpacks_too_large"
    message = N_("This workbook is too large when it is unpacked. Please copy the list into a new workbook.")


class TooManyRows(Unreadable):
    """More rows than a list may have."""

    code = "too_many_rows"
    message = N_("A list may have %(most)s rows at most, and there is something further down in this one. "
                 "Please take a part of it.")  # fmt: skip


class TooManyColumns(Unreadable):
    """More columns than a list may have."""

    code = "too_many_columns"
    message = N_("A list may have %(most)s columns at most, and there is something further right in this one.")


class CellTooLong(Unreadable):
    """One cell holds a whole document, as when a quotation mark is never closed."""

    code = "cell_too_long"
    message = N_("In row %(row)s a cell has more than %(most)s characters. Is a quotation mark missing?")


class PasswordProtected(Unreadable):
    """The workbook is encrypted."""

    code = "password_protected"
    message = N_("This workbook is protected by a password. Please save it without one and try again.")


class OldWorkbook(Unreadable):
    """A workbook of before 2007."""

    code = "old_workbook"
    message = N_("This is a workbook of the old kind (.xls). Please save it as .xlsx or CSV and try again.")


class OtherWorkbook(Unreadable):
    """An OpenDocument or Numbers file."""

    code = "other_workbook"
    message = N_("This is a workbook of another program. Please save it as .xlsx or CSV and try again.")


class BrokenWorkbook(Unreadable):
    """Looks like a workbook and is damaged, or made to harm."""

    code = "broken_workbook"
    message = N_("This workbook is damaged. Please open it, save it anew as .xlsx and try again.")


class UnknownLetters(Unreadable):
    """Text in an encoding we do not know."""

    code = "unknown_letters"
    message = N_("We cannot tell which letters are meant in this file. Please save it as CSV in UTF-8, or as .xlsx.")


class NoHeadings(Unreadable):
    """No row looks like the headings of a list of people."""

    code = "no_headings"
    message = N_("We found no row with headings. One column has to be called “Given name”, “Family name” or “Full name”, "
                 "in German, Turkish or English.")  # fmt: skip


class NoRows(Unreadable):
    """Headings and nothing beneath them."""

    code = "no_rows"
    message = N_("There are headings in row %(row)s and nobody beneath them.")


class ImportOver(DomainError):
    """The list was applied or forgotten in the meantime."""

    code = "import_over"
    status = 410
    message = N_("This list is no longer kept. Please choose the file again.")


class NothingToTake(DomainError):
    """No row can be accepted."""

    code = "nothing_to_take"
    status = 422
    message = N_("No row of this list can be taken yet. Please mend the rows first.")


class NotUndone(DomainError):
    """An import that cannot be taken back any more."""

    code = "not_undone"
    message = N_("This import cannot be taken back any more.")
