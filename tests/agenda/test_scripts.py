"""The scripts of the organisers' board, as far as they need no browser."""

import subprocess

from tests.rig.places import ROOT, program

TESTS = ROOT / "tests" / "js" / "board.test.mjs"


def test_the_arithmetic_of_the_board_and_its_undo_hold_their_promises() -> None:
    node = program("node")
    assert node, "node is missing; make test installs it"
    done = subprocess.run([node, "--test", str(TESTS)], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# pass 12" in done.stdout, done.stdout
