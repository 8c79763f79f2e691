"""The scanner page's scripts, as far as they need no browser; and that both sides read a code alike."""

import subprocess

from summitapp.badges.rules import check_character, read_code
from summitapp.badges.services import lookup_of
from tests.rig.places import ROOT, program

TESTS = ROOT / "tests" / "js" / "scanner.test.mjs"


def test_the_scripts_of_the_scanner_hold_their_promises() -> None:
    node = program("node")
    assert node, "node is missing; make test installs it"
    done = subprocess.run([node, "--test", str(TESTS)], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# fail 0" in done.stdout and "# skipped 0" in done.stdout, done.stdout
    assert int(done.stdout.split("# pass ")[1].split()[0]) >= 74, done.stdout


def test_the_scripts_are_tested_with_the_codes_and_look_ups_of_the_server() -> None:
    source = TESTS.read_text(encoding="utf-8")
    code = "0" * 24 + check_character("0" * 24)
    assert f'"{code}"' in source and read_code(code) == code
    assert f'"{lookup_of("A")}"' in source
