"""What can be refused of a whole list."""

from summitapp.core.errors import DomainError
from summitapp.core.text import N_
from summitapp.core.workbooks import Unreadable


class FileEmpty(Unreadable):
    """Nothing is in the file."""

    code = "file_empty"
    message = N_("This file is empty.")


class FileTooLarge(Unreadable):
    """The file is larger than any list."""

    code = "file_too_large"
    message = N_("This file is larger than five megabytes. A list of people is much smaller: "
                 "please remove pictures and other pages.")  # fmt: skip


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
