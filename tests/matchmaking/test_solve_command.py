"""``flask matchmaking solve`` as whoever judges the planner calls it: another process, with nothing but two files."""

import gzip
import json
import os
import subprocess
import sys
import time

import pytest

from tests.matchmaking import checker
from tests.matchmaking.instances import plain
from tests.matchmaking.summits import summit
from tests.rig.places import ROOT


def solve(*arguments, seed_of_hashes="0"):
    """Run the command without a setting; the folder of settings named here does not exist."""
    environment = {
        "PATH": os.environ["PATH"], "SUMMITAPP_INSTANCE": str(ROOT / "no" / "such" / "folder"), "PYTHONHASHSEED": seed_of_hashes,
    }  # fmt: skip
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "matchmaking", "solve", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def house(tmp_path):
    """A summit of forty as a file."""
    path = tmp_path / "house.json"
    path.write_text(json.dumps(summit(40)), encoding="utf-8")
    return path


def test_two_files_are_all_it_needs(house, tmp_path) -> None:
    output = tmp_path / "plan.json"
    ended = solve(house, "--output", output, "--iterations", 200, "--seed", 4)
    assert ended.returncode == 0, ended.stderr
    instance, found = checker.read(house), checker.read(output)
    assert checker.faults(instance, found["meetings"]) == []
    assert checker.report_faults(instance, found) == []
    assert found["report"]["seed"] == 4
    assert not (ROOT / "no").exists()


def test_equal_seed_and_iterations_make_an_equal_plan_in_another_process(house, tmp_path) -> None:
    plans = []
    for number in "12":
        ended = solve(house, "--output", tmp_path / number, "--iterations", 300, "--seed", 9, seed_of_hashes=number)
        assert ended.returncode == 0, ended.stderr
        plans.append(checker.read(tmp_path / number))
    assert checker.same(*plans)


def test_gzipped_files_are_read_and_written(tmp_path) -> None:
    (tmp_path / "house.json.gz").write_bytes(gzip.compress(json.dumps(plain()).encode()))
    ended = solve(tmp_path / "house.json.gz", "--output", tmp_path / "plan.json.gz", "--iterations", 20)
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "plan.json.gz").read_bytes()[:2] == b"\x1f\x8b"
    again = solve(tmp_path / "house.json.gz", "--output", tmp_path / "next.json", "--previous", tmp_path / "plan.json.gz", "--iterations", 20)
    assert again.returncode == 0, again.stderr
    assert len(checker.read(tmp_path / "next.json")["meetings"]) == 3


def test_a_published_plan_stays_as_far_as_it_can(tmp_path) -> None:
    instance = summit(60)
    (tmp_path / "before.json").write_text(json.dumps(instance), encoding="utf-8")
    assert solve(tmp_path / "before.json", "--output", tmp_path / "published.json", "--iterations", 400).returncode == 0
    published = checker.read(tmp_path / "published.json")
    gone = published["meetings"][0]["request"]
    instance["requests"] = [request for request in instance["requests"] if request["id"] != gone]
    (tmp_path / "after.json").write_text(json.dumps(instance), encoding="utf-8")
    ended = solve(tmp_path / "after.json", "--previous", tmp_path / "published.json", "--output", tmp_path / "next.json", "--iterations", 400)
    assert ended.returncode == 0, ended.stderr
    found = checker.read(tmp_path / "next.json")
    assert checker.faults(instance, found["meetings"], reserved=False) == []
    assert checker.report_faults(instance, found, published) == []
    assert [change["request"] for change in found["report"]["dropped"]] == [gone]
    assert found["report"]["moved"] == []


def test_the_time_limit_is_that_of_the_whole_command(tmp_path) -> None:
    """How long a command takes to begin and to end is measured beside it: the machine may have other things to do."""
    (tmp_path / "tiny.json").write_text(json.dumps(plain()), encoding="utf-8")
    (tmp_path / "house.json").write_text(json.dumps(summit(250)), encoding="utf-8")
    begin = time.monotonic()
    assert solve(tmp_path / "tiny.json", "--output", tmp_path / "tiny", "--iterations", 1).returncode == 0
    least, begin = time.monotonic() - begin, time.monotonic()
    ended = solve(tmp_path / "house.json", "--output", tmp_path / "plan.json", "--time-limit", 4)
    assert ended.returncode == 0, ended.stderr
    assert time.monotonic() - begin < 4 + 2 * least + 1
    assert checker.report_faults(checker.read(tmp_path / "house.json"), checker.read(tmp_path / "plan.json")) == []


@pytest.mark.parametrize(("name", "content", "told"), [
    ("no slots named", {key: value for key, value in plain().items() if key != "slots"}, "slots"),
    ("another format", plain() | {"format": "summit-meetings/2"}, "format"),
    ("a table without seats", plain() | {"tables": [{"id": 0}]}, "seats"),
    ("two locks in one place", plain() | {
        "requests": [{**one, "locked": {"slot": 0, "table": 0}} for one in plain(people=6)["requests"]]
    }, "locked"),
])  # fmt: skip
def test_what_is_wrong_is_told_in_one_line_that_names_it(name, content, told, tmp_path) -> None:
    (tmp_path / "house.json").write_text(json.dumps(content), encoding="utf-8")
    ended = solve(tmp_path / "house.json", "--output", tmp_path / "plan.json", "--iterations", 10)
    assert ended.returncode == 1, (ended.returncode, ended.stderr)
    assert told in ended.stderr
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "plan.json").exists()


def test_files_that_are_none_are_told_without_a_traceback(house, tmp_path) -> None:
    (tmp_path / "broken.json").write_bytes(b"{")
    for arguments in (
        [tmp_path / "broken.json", "--output", tmp_path / "x"],
        [tmp_path / "missing.json", "--output", tmp_path / "x"],
        [house, "--output", tmp_path / "x", "--previous", tmp_path / "broken.json"],
        [house, "--output", tmp_path / "no" / "folder" / "x", "--iterations", 5],
        [house, "--output", tmp_path / "x", "--iterations", -1],
        [house, "--output", tmp_path / "x", "--seed", "x"],
        [house],
    ):
        ended = solve(*arguments)
        assert ended.returncode != 0, arguments
        assert "Traceback" not in ended.stderr, ended.stderr
        assert ended.stderr.strip()
    assert not (tmp_path / "x").exists()
