"""Issuing and revoking badges, and printing them."""

from summitapp.badges.services.issuing import (
    code_of,
    contact_address_of,
    contact_code_of,
    contact_lookup_of,
    erase_personal,
    export_personal,
    forget_codes,
    give_contact_codes,
    issue_badge,
    issue_many,
    lookup_of,
    open_code,
    reissue_badge,
    revoke_badge,
    revoke_of_registration,
    token_of,
)
from summitapp.badges.services.printing import (
    TASK,
    ask_for_print,
    badge_pdf,
    choose,
    file_of,
    log_print,
    run_print,
    sheet_of,
    sweep,
)

__all__ = [
    "TASK", "ask_for_print", "badge_pdf", "choose", "code_of", "contact_address_of", "contact_code_of",
    "contact_lookup_of", "erase_personal", "export_personal", "file_of", "forget_codes", "give_contact_codes",
    "issue_badge", "issue_many", "log_print", "lookup_of", "open_code", "reissue_badge", "revoke_badge", "revoke_of_registration", "run_print", "sheet_of", "sweep", "token_of",
]  # fmt: skip
