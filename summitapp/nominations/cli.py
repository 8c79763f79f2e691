"""``flask delegations import``: the same importer as the page, for scripts."""

import json
from pathlib import Path
from typing import Any, NoReturn

import click
from flask import Blueprint

from summitapp.core.db import db, unit_of_work
from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext
from summitapp.core.security import acting_as, system_actor
from summitapp.delegations import queries as delegations
from summitapp.delegations.models import Delegation
from summitapp.nominations.services import importing as services
from summitapp.nominations.services.keeping import Draft
from summitapp.nominations.values.importing import COLUMN_NAMES, WORDS, Column, Fault, Judgement, Outcome, Remark
from summitapp.summits import queries as summits

bp = Blueprint("nominations_cli", __name__, cli_group="delegations")
_NOTHING: dict[str, Any] = {"rows": 0, "accepted": 0, "refused": [], "warnings": [], "updated": 0, "unchanged": 0}


@bp.cli.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--summit", "slug", required=True, help="Address of the summit, such as izmir-2027.")
@click.option("--delegation", "code", required=True, help="Code of the delegation, such as BREMEN.")
@click.option("--dry-run", is_flag=True, help="Say what would be done and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object and nothing else.")
def import_list(file: Path, slug: str, code: str, dry_run: bool, as_json: bool) -> None:
    """Bring the list in FILE (XLSX or CSV) for a delegation; rows that cannot be taken are named."""
    try:
        draft = services.read_list(file.read_bytes())
        _delegation(slug, code)
        db.session.rollback()
        judgement = _dry(slug, code, draft) if dry_run else _take(slug, code, file.name, draft)
    except DomainError as error:
        _fail(gettext(error.message, **error.facts), as_json)
    except OSError as error:
        _fail(f"{file}: {error.strerror}", as_json)
    if as_json:
        click.echo(json.dumps(_answer(judgement), ensure_ascii=False))
    else:
        _print(judgement, dry_run)


def _delegation(slug: str, code: str) -> Delegation:
    summit = summits.by_slug(slug)
    if summit is None:
        raise _Unknown(name=slug)
    delegation = delegations.by_code(summit.id, code)
    if delegation is None:
        raise _Unknown(name=code)
    return delegation


class _Unknown(DomainError):
    """There is no such summit or delegation."""

    message = "there is no summit or delegation called %(name)s"


def _dry(slug: str, code: str, draft: Draft) -> Judgement:
    return services.judge(_delegation(slug, code), draft)


def _take(slug: str, code: str, name: str, draft: Draft) -> Judgement:
    with acting_as(system_actor("delegations import")), unit_of_work():
        return services.apply_at_once(_delegation(slug, code), name, draft)


def _answer(judgement: Judgement) -> dict[str, Any]:
    return {
        "rows": len(judgement.rows), "accepted": judgement.accepted,
        "refused": [_told(judgement, one) for one in judgement.faults],
        "warnings": [_told(judgement, one) for one in judgement.notices],
        "new": judgement.count(Outcome.NEW), "updated": judgement.count(Outcome.UPDATED),
        "unchanged": judgement.count(Outcome.UNCHANGED), "error": None,
    }  # fmt: skip


def _told(judgement: Judgement, remark: Remark) -> dict[str, Any]:
    return {"row": remark.row or None, "column": _heading(judgement, remark), "reason": remark.code.value,
            "message": gettext(WORDS[remark.code], **remark.facts) if remark.facts else gettext(WORDS[remark.code])}  # fmt: skip


def _heading(judgement: Judgement, remark: Remark) -> str:
    if remark.column is not None:
        return judgement.heads[remark.column]
    if remark.code in (Fault.GIVEN_NAME, Fault.FAMILY_NAME):
        return gettext(COLUMN_NAMES[Column(remark.code.value)])
    return ""


def _fail(message: str, as_json: bool) -> NoReturn:
    if not as_json:
        raise click.ClickException(message)
    click.echo(json.dumps({**_NOTHING, "error": message}, ensure_ascii=False))
    raise SystemExit(1)


def _print(judgement: Judgement, dry_run: bool) -> None:
    for remark in (*judgement.faults, *judgement.notices):
        told = _told(judgement, remark)
        where = ", ".join(part for part in (f"row {told['row']}" if told["row"] else "", told["column"]) if part)
        click.echo(f"{'refused' if isinstance(remark.code, Fault) else 'note'}: {where}: {told['message']}")
    click.echo(f"{'would take' if dry_run else 'took'} {judgement.accepted} of {len(judgement.rows)} rows: "
               f"{judgement.count(Outcome.NEW)} new, {judgement.count(Outcome.UPDATED)} changed, "
               f"{judgement.count(Outcome.UNCHANGED)} as they were, {judgement.count(Outcome.REFUSED)} refused")  # fmt: skip
