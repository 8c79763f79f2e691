"""Issuing and revoking badges, how they look, and printing them."""

from summitapp.badges.services.designs import (
    HARD_NAMES,
    DesignDetails,
    add_design,
    approve_wording,
    change_design,
    copy_designs,
    forget_all_wordings,
    forget_orphans,
    preview_sheet,
    remove_design,
    withdraw_wording,
)
from summitapp.badges.services.faces import choose, fingerprint, lacking, sheet_of
from summitapp.badges.services.issuing import (
    code_of,
    contact_address_of,
    contact_code_of,
    contact_lookup_of,
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
from summitapp.badges.services.personal import erase_personal, export_personal, forget_codes
from summitapp.badges.services.printing import (
    TASK,
    ask_for_print,
    badge_pdf,
    cancel_run,
    file_of,
    log_print,
    print_again,
    run_print,
    sheets,
    sweep,
)

__all__ = [
    "HARD_NAMES", "DesignDetails", "add_design", "approve_wording", "change_design", "copy_designs",
    "forget_all_wordings", "forget_orphans", "preview_sheet", "remove_design", "withdraw_wording",
    "choose", "fingerprint", "lacking", "sheet_of",
    "code_of", "contact_address_of", "contact_code_of", "contact_lookup_of", "give_contact_codes", "issue_badge",
    "issue_many", "lookup_of", "open_code", "reissue_badge", "revoke_badge", "revoke_of_registration", "token_of",
    "erase_personal", "export_personal", "forget_codes",
    "TASK", "ask_for_print", "badge_pdf", "cancel_run", "file_of", "log_print", "print_again", "run_print", "sheets",
    "sweep",
]  # fmt: skip
