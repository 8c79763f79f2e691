"""Settings of the application, read once at the start; every fault is named at once.

``instance/settings.env`` (written by ``make run``) and the process environment are the only
sources; the environment wins. Without either the application believes to be in production.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent
ENVIRONMENTS = ("development", "testing", "production")
LEAST_KEY_LENGTH = 32


class SettingsError(RuntimeError):
    """The settings are incomplete or contradict each other; the text lists every fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("The application cannot start:\n" + "\n".join(f"  - {f}" for f in faults))
        self.faults = faults


def read_settings_file(path: Path) -> dict[str, str]:
    """Return the ``NAME=value`` lines of ``path``; a missing file has none."""
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, value in pairs}


@dataclass(frozen=True)
class Config:
    """Everything the application may be told from outside.

    :param environment: ``development``, ``testing`` or ``production``.
    :param instance: folder for the SQLite files, locks and kept mails.
    :param mail_url: ``smtp[s]://user:password@host:port``; empty keeps mails in ``instance/mail``.
    :param jobs: ``thread`` (beside the web worker), ``process`` (own workers) or ``eager`` (tests).
    :param argon2: time cost, memory in KiB and parallelism of password hashes (RFC 9106).
    :param trusted_proxies: how many reverse proxies set ``X-Forwarded-*``.
    :param operator: name of the society in English, and where no language is known; ``operator_de`` and
        ``operator_tr`` are its names in German and Turkish.
    """

    environment: str = "production"
    secret_key: str = ""
    badge_key: str = ""
    base_url: str = ""
    database_url: str = ""
    mail_url: str = ""
    mail_sender: str = "İzmir World City Society <summit@localhost>"
    instance: Path = field(default_factory=lambda: ROOT / "instance")
    jobs: str = "process"
    argon2: tuple[int, int, int] = (3, 65536, 4)
    trusted_proxies: int = 0
    operator: str = "İzmir World City Society"
    operator_de: str = "Verein Weltstadt Izmir"
    operator_tr: str = "Dünya Kenti İzmir Derneği"
    token_calls_per_second: int = 200
    metrics_token: str = ""
    rate_limits: bool = True

    @property
    def development(self) -> bool:
        """Whether this is a developer's own machine."""
        return self.environment == "development"

    @property
    def testing(self) -> bool:
        """Whether the test suite is running."""
        return self.environment == "testing"

    @property
    def secure(self) -> bool:
        """Whether the public address is HTTPS, so that cookies may be marked secure."""
        return self.base_url.startswith("https://")

    def operator_in(self, language: str) -> str:
        """Return the name of the society as people of a language know it."""
        return {"de": self.operator_de, "tr": self.operator_tr}.get(language, self.operator)

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Read the settings.

        :raises SettingsError: naming each missing or wrong setting at once.
        """
        given = dict(os.environ if environ is None else environ)
        instance = Path(given.get("SUMMITAPP_INSTANCE") or ROOT / "instance")
        values = {**read_settings_file(instance / "settings.env"), **given}
        environment = values.get("SUMMITAPP_ENV") or "production"
        port = values.get("PORT") or "8000"
        operator = values.get("SUMMITAPP_OPERATOR", "")
        faults = _faults(values, environment, port)
        if faults:
            raise SettingsError(faults)
        return cls(
            environment=environment,
            secret_key=values.get("SECRET_KEY", ""),
            badge_key=values.get("BADGE_KEY", ""),
            base_url=(values.get("BASE_URL") or f"http://127.0.0.1:{port}").rstrip("/"),
            database_url=values.get("DATABASE_URL") or f"sqlite:///{instance / 'summit.db'}",
            mail_url=values.get("MAIL_URL", ""),
            mail_sender=values.get("MAIL_SENDER") or cls.mail_sender,
            instance=instance,
            jobs=values.get("SUMMITAPP_JOBS") or ("thread" if environment == "development" else "process"),
            trusted_proxies=int(values.get("TRUSTED_PROXIES") or 0),
            operator=operator or cls.operator,
            operator_de=values.get("SUMMITAPP_OPERATOR_DE") or operator or cls.operator_de,
            operator_tr=values.get("SUMMITAPP_OPERATOR_TR") or operator or cls.operator_tr,
            token_calls_per_second=int(values.get("TOKEN_CALLS_PER_SECOND") or 200),
            metrics_token=values.get("METRICS_TOKEN", ""),
            rate_limits=values.get("RATE_LIMITS", "on") != "off",
        )


def _faults(values: Mapping[str, str], environment: str, port: str) -> list[str]:
    faults = []
    if environment not in ENVIRONMENTS:
        faults.append(f"SUMMITAPP_ENV is {environment!r}; it must be one of {', '.join(ENVIRONMENTS)}")
    for name in ("SECRET_KEY", "BADGE_KEY"):
        if len(values.get(name, "")) < LEAST_KEY_LENGTH:
            faults.append(f"{name} is missing or shorter than {LEAST_KEY_LENGTH} characters")
    if environment == "production":
        faults += [f"{name} is missing" for name in ("BASE_URL", "MAIL_URL") if not values.get(name)]
    if values.get("BASE_URL") and urlsplit(values["BASE_URL"]).scheme not in {"http", "https"}:
        faults.append("BASE_URL must begin with http:// or https://")
    database = values.get("DATABASE_URL", "")
    if database and not database.startswith(("sqlite:///", "postgresql+psycopg://", "postgresql://")):
        faults.append("DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://")
    if values.get("MAIL_URL") and urlsplit(values["MAIL_URL"]).scheme not in {"smtp", "smtps"}:
        faults.append("MAIL_URL must begin with smtp:// or smtps://")
    numbers = {
        "PORT": port,
        "TRUSTED_PROXIES": values.get("TRUSTED_PROXIES") or "0",
        "TOKEN_CALLS_PER_SECOND": values.get("TOKEN_CALLS_PER_SECOND") or "1",
    }
    faults += [f"{name} must be a whole number" for name, value in numbers.items() if not value.isdigit()]
    if (values.get("SUMMITAPP_JOBS") or "thread") not in {"thread", "process", "eager"}:
        faults.append("SUMMITAPP_JOBS must be thread, process or eager")
    if values.get("RATE_LIMITS", "on") == "off" and environment == "production":
        faults.append("RATE_LIMITS cannot be off in production")
    return faults
