"""Signing in, teams, secret links and tokens."""

from summitapp.accounts.services.codes import (
    ask_code,
    check_code,
    code_standing,
    forget_codes,
    mint_code,
)
from summitapp.accounts.services.factor import (
    check_totp,
    disable_totp,
    enable_totp,
    new_totp_secret,
    seal_for,
    totp_address,
    unseal_for,
)
from summitapp.accounts.services.links import (
    end_links,
    hand_over_links,
    mint_link,
    open_link,
)
from summitapp.accounts.services.personal import (
    delete_user,
    erase_personal,
    export_personal,
    idle_users,
)
from summitapp.accounts.services.sessions import (
    actor_of,
    actor_of_identifier,
    identifier,
)
from summitapp.accounts.services.signing import (
    account_digest,
    change_profile,
    check_own_password,
    check_password,
    half_way,
    hash_new_password,
    passwords,
    remember_failure,
    send_log_in_link,
    set_password,
    signed_in,
    store_password,
    user_half_way,
)
from summitapp.accounts.services.team import (
    create_user,
    give_role,
    invite,
    make_platform_owner,
    remove_role,
)
from summitapp.accounts.services.tokens import (
    TokenMemory,
    create_token,
    revoke_token,
)

__all__ = [
    "check_code",
    "code_standing",
    "delete_user",
    "erase_personal",
    "export_personal",
    "forget_codes",
    "idle_users",
    "mint_code",
    "account_digest",
    "actor_of",
    "actor_of_identifier",
    "ask_code",
    "change_profile",
    "check_own_password",
    "check_password",
    "check_totp",
    "create_token",
    "create_user",
    "disable_totp",
    "enable_totp",
    "end_links",
    "give_role",
    "half_way",
    "hand_over_links",
    "hash_new_password",
    "identifier",
    "invite",
    "make_platform_owner",
    "mint_link",
    "new_totp_secret",
    "open_link",
    "passwords",
    "remember_failure",
    "remove_role",
    "revoke_token",
    "seal_for",
    "send_log_in_link",
    "set_password",
    "signed_in",
    "store_password",
    "TokenMemory",
    "totp_address",
    "unseal_for",
    "user_half_way",
]
