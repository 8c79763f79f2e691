"""The description of the JSON API is committed, so that a change of what programs rely on is seen in review."""

import json

from config import Config
from summitapp.app import create_app
from tests.rig.places import ROOT

#: A new device has no token yet; it shows its one-time code.
BINARY = {"/api/v1/summits/{slug}/roster": "application/octet-stream"}
WITHOUT_TOKEN = {"/api/v1/devices/enrol"}
COMMITTED = ROOT / "docs" / "openapi.json"


def test_the_committed_description_is_what_the_application_says(tmp_path) -> None:
    key = "k" * 40
    app = create_app(
        Config(environment="testing", secret_key=key, badge_key=key, base_url="http://127.0.0.1", jobs="eager",
               instance=tmp_path, database_url=f"sqlite:///{tmp_path}/a.db", argon2=(1, 8, 1))
    )  # fmt: skip
    said = app.test_client().get("/api/v1/openapi.json").get_json()
    assert said == json.loads(COMMITTED.read_text(encoding="utf-8")), "run: make openapi"


def test_every_error_of_the_api_is_described_as_a_problem() -> None:
    described = json.loads(COMMITTED.read_text(encoding="utf-8"))
    for path, operations in described["paths"].items():
        assert path.startswith("/api/v1/"), path
        for operation in operations.values():
            assert {"200", "201"} & set(operation["responses"]), path
            for status, response in operation["responses"].items():
                wanted = "application/problem+json" if status >= "400" else BINARY.get(path, "application/json")
                assert status == "304" or list(response["content"]) == [wanted], (path, status)
            assert "401" in operation["responses"] or path in WITHOUT_TOKEN, path
