"""People who sign in, for tests of doors."""

from typing import Any

from flask.testing import FlaskClient

from summitapp.accounts import services as accounts
from summitapp.accounts.values import Role
from summitapp.summits import queries as summits_queries

PASSWORD = "three gulls over Konak"


def make_user(uow: Any, email: str = "ayse@example.org", role: Role | None = None, slug: str = "") -> str:
    """Add a user with the password above, and a role if one is named; returns the public id."""
    with uow():
        user = accounts.create_user(email, "Ayşe Örnek", password=PASSWORD)
        if role is not None:
            summit = summits_queries.by_slug(slug)
            assert summit is not None
            accounts.give_role(user, role, summit.public_id)
        return str(user.public_id)


def token_of(client: FlaskClient, address: str) -> str:
    """Return the token of the first form of a page."""
    import re

    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(address).text)
    assert found is not None, address
    return found[1]


def post(client: FlaskClient, address: str, form_at: str = "", /, **values: Any) -> Any:
    """Send a form as a browser would, with the token of the page it stands on."""
    return client.post(address, data={"csrf_token": token_of(client, form_at or address), **values})


def sign_in(client: FlaskClient, email: str = "ayse@example.org", password: str = PASSWORD) -> Any:
    """Sign in by the form."""
    return post(client, "/en/sign-in/", email=email, password=password)
