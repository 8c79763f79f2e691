"""Tables of log-ins, grants, links and tokens. Secrets are stored as digests or sealed."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.accounts.values import CodePurpose, PasskeyKnown, Purpose, Role, TokenScope
from summitapp.core.db import Base, Public, constraint_error, personal
from summitapp.core.text import N_

_TEAM = N_("To let the team of a summit sign in and to tell who did what.")
_PASSKEY = personal("technical", purpose=N_("To let you sign in without waiting for a mail."), keep="P2Y",
                     recipients="")  # fmt: skip
_OF_TEAM_NAME = personal("name", purpose=_TEAM, keep="P1Y", basis="interest", subjects="team")
_OF_TEAM_ADDRESS = personal(
    "contact", purpose=_TEAM, keep="P1Y", basis="interest", recipients="team mail", subjects="team"
)  # fmt: skip


class User(Public, Base):
    """Somebody of a team who signs in."""

    __tablename__ = "accounts_user"

    email: Mapped[str] = mapped_column(unique=True, info=_OF_TEAM_ADDRESS)
    name: Mapped[str] = mapped_column(info=_OF_TEAM_NAME)
    language: Mapped[str] = mapped_column(sa.String(2), default="en")
    password_hash: Mapped[str | None]
    totp_sealed: Mapped[bytes | None]
    totp_last_step: Mapped[int] = mapped_column(default=0)
    recovery_digests: Mapped[list[str]] = mapped_column(default=list)
    epoch: Mapped[int] = mapped_column(default=1)
    active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime | None]

    grants: Mapped[list["Grant"]] = relationship(back_populates="user", cascade="all, delete-orphan")


class Grant(Public, Base):
    """A role, held in one summit or on the whole platform."""

    __tablename__ = "accounts_grant"

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts_user.id", ondelete="CASCADE"))
    role: Mapped[Role]
    scope_kind: Mapped[str] = mapped_column(sa.String(20))
    scope: Mapped[str] = mapped_column(sa.String(20), default="")
    given_at: Mapped[datetime]

    user: Mapped[User] = relationship(back_populates="grants")

    __table_args__ = (
        sa.UniqueConstraint("user_id", "scope_kind", "scope"),
        sa.Index("ix_accounts_grant_scope", "scope_kind", "scope"),
        sa.CheckConstraint("scope_kind IN ('summit', 'platform', 'delegation')", name="scope_kind"),
    )


class SecretLink(Public, Base):
    """A secret that was sent to somebody; only its digest is here."""

    __tablename__ = "accounts_secret_link"
    __audited__ = False

    purpose: Mapped[Purpose]
    subject: Mapped[str] = mapped_column(sa.String(40), index=True)
    digest: Mapped[str] = mapped_column(sa.String(64), unique=True)
    single_use: Mapped[bool]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class OneTimeCode(Public, Base):
    """Six digits that were mailed to somebody who is in already, to show once more that it is them.

    ``address`` and ``digest`` are keyed digests: neither the address nor the code can be read or tried out
    here. ``digest`` is empty until the mail is written.
    """

    __tablename__ = "accounts_one_time_code"
    __audited__ = False

    purpose: Mapped[CodePurpose]
    subject: Mapped[str] = mapped_column(sa.String(40))
    address: Mapped[str] = mapped_column(sa.String(64))
    digest: Mapped[str] = mapped_column(sa.String(64), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    __table_args__ = (
        sa.Index("ix_accounts_one_time_code_subject", "subject", "created_at"),
        sa.Index("ix_accounts_one_time_code_address", "address", "created_at"),
        sa.CheckConstraint("attempts >= 0 AND attempts <= 5", name="attempts"),
    )


class Passkey(Public, Base):
    """A key pair of somebody's device (W3C Web Authentication); the private half never leaves the device.

    ``handle`` is the name under which the device keeps it: the person it was made for. ``subject`` is the person it
    opens now, who is another one once two entries of the same person were put together.
    """

    __tablename__ = "accounts_passkey"

    subject: Mapped[str] = mapped_column(sa.String(20), index=True)
    handle: Mapped[str] = mapped_column(sa.String(20))
    credential_id: Mapped[bytes] = mapped_column(unique=True, info=_PASSKEY)
    public_key: Mapped[bytes] = mapped_column(info=_PASSKEY)
    sign_count: Mapped[int] = mapped_column(sa.BigInteger)
    transports: Mapped[list[str]] = mapped_column(default=list)
    name: Mapped[str] = mapped_column(sa.String(60), info=_PASSKEY)
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]

    __table_args__ = (sa.CheckConstraint("sign_count >= 0", name="sign_count"),)


constraint_error({"uq_accounts_passkey_credential_id": PasskeyKnown})


class LogInFailure(Base):
    """A refused log-in, kept for a day so that guessing runs into a wall; holds a keyed digest only."""

    __tablename__ = "accounts_log_in_failure"
    __audited__ = False

    account: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[datetime]

    __table_args__ = (sa.Index("ix_accounts_log_in_failure_account_at", "account", "at"),)


class ApiToken(Public, Base):
    """A program's key to one summit."""

    __tablename__ = "accounts_api_token"

    name: Mapped[str]
    scope: Mapped[TokenScope]
    summit: Mapped[str] = mapped_column(sa.String(20), index=True)
    digest: Mapped[str] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
