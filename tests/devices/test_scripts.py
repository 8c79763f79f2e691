"""What a browser makes of a roster: opened with WebCrypto by a script that knows the description only."""

import base64
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from summitapp.devices.services import tokens as token_services
from summitapp.devices.values import DeviceRole
from tests.devices.test_roster import role_key, told  # noqa: F401 - a fixture
from tests.factories.doors import World
from tests.rig.places import ROOT, program


def opened(folder: Path, body: bytes, *given: str) -> Any:
    node = program("node")
    assert node, "node is missing; make test installs it"
    (folder / "roster.bin").write_bytes(body)
    script = str(ROOT / "tests" / "js" / "roster.mjs")
    done = subprocess.run([node, script, str(folder / "roster.bin"), *given], capture_output=True, text=True, check=False, timeout=60)
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr


@pytest.mark.on("sqlite")
@pytest.mark.usefixtures("told")
def test_a_browser_opens_a_roster_by_the_badge_and_by_the_key_of_first_aid(
    client: FlaskClient, world: World, add: Any, reading: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(token_services, "MEMORY_SECONDS", 0)
    device = add(DeviceRole.AID)
    body = device.roster(client).data
    key = role_key(reading, DeviceRole.AID)
    found = opened(tmp_path, body, world.tokens[0], key.hex())
    assert found["own"][:2] == ["Nilüfer", "Kılıç-Krämer"] and found["header"]["role"] == "aid"
    assert sorted(one[0] for one in found["all"]) == ["Nilüfer", "Wu", "İbrahim"]
    assert [one["emergency"]["name"] for one in found["notes"]] == ["Gülşen Yılmaz"] * 2
    assert found["header"]["lock"]["wrapped"] != base64.b64encode(key).decode()
    assert "OperationError" in opened(tmp_path, body, world.tokens[0], ("00" * 32))
