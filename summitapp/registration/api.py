"""Registrations for programs: ``/api/v1/summits/{slug}/registrations``."""

from typing import Any, Final

from flask import Response, json, make_response, request

from summitapp.accounts.values import SUMMIT
from summitapp.core.context import extension
from summitapp.core.errors import Forbidden, Invalid, NotFound
from summitapp.core.rest import api_blueprint, token_required
from summitapp.core.security import acting
from summitapp.core.text import N_
from summitapp.delegations import queries as delegations
from summitapp.delegations.values import Group
from summitapp.registration import queries, rules, services
from summitapp.registration.schemas import RegistrationIn, RegistrationOut
from summitapp.registration.values import CategoryUnknown, DelegationUnknown, EntryForm, Filter, Source, State
from summitapp.summits import queries as summits

bp = api_blueprint("registration_api")

LONGEST_KEY: Final = 200
MOST_ROWS: Final = 500


def _summit(slug: str) -> tuple[int, str]:
    """Return row id and public id of the summit this token is for."""
    found = summits.ids_by_slug(slug)
    if found is None:
        raise NotFound
    if not acting().holds("token:registrations", kind=SUMMIT, scope=found[1]):
        raise Forbidden
    return found


@bp.post("/summits/<slug>/registrations")
@token_required("registrations")
@bp.input(RegistrationIn, arg_name="wanted")
@bp.output(RegistrationOut, status_code=201)
@bp.doc(
    summary="Register one person",
    description="Repeat the request with the same Idempotency-Key and it is answered as the first time, without a "
    "second registration. The token vouches for the request; the person is told by mail.",
    responses={201: "What became of it", 401: "No valid token", 403: "The token is for another summit or scope",
               404: "No such summit", 409: "Closed, full, or registered already", 422: "Details need another look"},
    security="bearer",
)
def post_registration(slug: str, wanted: RegistrationIn) -> Response:
    """Register one person, once for each key."""
    form = _form(slug, wanted.category)
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise Invalid({"Idempotency-Key": N_("This key is too long or contains characters that cannot be printed.")})
    if key and (before := services.answer_once(f"{form.summit_id}:{key}", request.get_data())) is not None:
        return _created(form.summit_id, dict(before))
    answer, row = _register(form, wanted)
    if key:
        services.remember_answer(f"{form.summit_id}:{key}", answer)
    return _created(form.summit_id, answer, row)


def _form(slug: str, category: str) -> EntryForm:
    """Return the form of a category, if this token is for its summit; one question when all is well."""
    form = queries.entry_form_at(slug, category)
    if form is None:
        _summit(slug)
        raise CategoryUnknown({"category": CategoryUnknown.message})
    if not acting().holds("token:registrations", kind=SUMMIT, scope=form.summit_reference):
        raise Forbidden
    return form


def _register(form: EntryForm, wanted: RegistrationIn) -> tuple[dict[str, Any], int]:
    delegation = _delegation(form.summit_id, wanted.delegation)
    try:
        receipt = services.register(form, wanted.applicant(), wanted.plain_answers(), delegation=delegation,
                                    source=Source.API, replies=wanted.replies())  # fmt: skip
    except Invalid as error:
        raise _by_their_names(error) from error
    answer: dict[str, Any] = {"code": receipt.code, "state": receipt.state.value}
    if receipt.position is not None:
        answer["position"] = receipt.position
    return answer, receipt.registration_id


def _by_their_names(error: Invalid) -> Invalid:
    """Name the faults of answers as the program named them."""
    faults = {f"answers.{name[2:]}" if name.startswith("q-") else name: text for name, text in error.faults.items()}
    return type(error)(faults)


def _delegation(summit_id: int, code: str | None) -> Group | None:
    if not code:
        return None
    found = delegations.group_by_code(summit_id, code)
    if found is None:
        raise DelegationUnknown({"delegation": DelegationUnknown.message})
    return found


def _created(summit_id: int, answer: dict[str, Any], row: int | None = None) -> Response:
    """The code of the badge is looked up each time: it is never kept with the answer."""
    if answer["state"] == State.CONFIRMED and (badge := extension("badge_code")(summit_id, answer["code"], row)):
        answer = {**answer, "badge": badge}
    return make_response(json.dumps(answer), 201, {"Content-Type": "application/json"})


@bp.get("/summits/<slug>/registrations")
@token_required("registrations")
@bp.doc(
    summary="List registrations, the newest first",
    description="Up to 500 at a time; `?before=` takes the `next` of the answer before, `?state=` narrows. No "
    "sensitive answer is among it.",
    responses={200: "A page of registrations", 401: "No valid token", 403: "The token is for another summit or scope",
               404: "No such summit", 422: "A parameter cannot be read"},
    security="bearer",
)
def list_registrations(slug: str) -> dict[str, Any]:
    """Return one page."""
    summit_id, _reference = _summit(slug)
    faults = {}
    before, state = request.args.get("before", ""), request.args.get("state", "")
    if before and not (rules.is_row_number(before)):
        faults["before"] = N_("This is not the end of a page.")
    if state and state not in set(State):
        faults["state"] = N_("There is no such state.")
    if faults:
        raise Invalid(faults)
    narrowed = Filter(states=frozenset({State(state)}) if state else frozenset())
    rows = queries.page(summit_id, narrowed, int(before) if before else None, MOST_ROWS)
    ranks = queries.positions(summit_id)
    return {
        "registrations": [queries.answer_of(row, ranks.get(row.id)) for row in rows],
        "next": str(rows[-1].id) if len(rows) == MOST_ROWS else None,
    }
