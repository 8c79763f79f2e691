"""The rules of the house that no linter knows; docs/architecture.md gives the reasons."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rig.places import ROOT

PACKAGE = ROOT / "summitapp"
ROOMS = {
    "values", "rules", "documents", "models", "permissions", "queries", "mails", "services", "forms", "schemas",
    "views", "api", "cli", "tasks", "reactions",
}  # fmt: skip
CORE = {
    "web", "rest", "front", "fields", "security", "db", "migrations", "events", "files", "i18n", "tz", "clock", "text",
    "errors", "context", "sheets", "workbooks", "delimited", "letters", "names", "paper",
}  # fmt: skip
NOT_FEATURES = {"translations", "core", "__pycache__"}


def features() -> list[Path]:
    return sorted(path for path in PACKAGE.iterdir() if path.is_dir() and path.name not in NOT_FEATURES)


def sources(*suffixes: str) -> Iterator[Path]:
    """Every text of the repository that people wrote, as git knows it."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in suffixes and path.is_file():
            yield path


def hits(pattern: str, paths: Iterator[Path] | list[Path]) -> list[str]:
    """Return ``file:line`` wherever ``pattern`` is found."""
    found, search = [], re.compile(pattern)
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if search.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    return found


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def pages() -> list[Path]:
    """The templates that a browser shows; mails have rules of their own."""
    return [path for path in templates() if not {"mail", "mail.html"} & set(path.relative_to(ROOT / "templates").parts)]


def test_exactly_one_place_commits() -> None:
    found = hits(r"\.commit\(", sorted(PACKAGE.rglob("*.py")))
    assert [line.split(":")[0] for line in found] == ["summitapp/core/db/units.py"], found


@pytest.mark.parametrize("feature", features(), ids=lambda path: path.name)
def test_a_feature_has_only_the_rooms_there_are(feature: Path) -> None:
    names = {path.stem for path in feature.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert names - ROOMS == {"__init__"}


def test_core_has_only_the_modules_there_are() -> None:
    assert {path.stem for path in (PACKAGE / "core").glob("*.py")} - CORE == {"__init__"}


@pytest.mark.parametrize("feature", features(), ids=lambda path: path.name)
def test_a_feature_says_what_it_is_and_holds_no_code_outside_its_rooms(feature: Path) -> None:
    text = (feature / "__init__.py").read_text(encoding="utf-8").strip()
    assert text.startswith('"""')
    assert text.endswith('"""')
    assert text.count('"""') == 2


def test_no_page_trusts_text_as_markup() -> None:
    assert hits(r"\|\s*safe\b|autoescape\s+false", templates()) == []


def test_no_page_carries_styles_or_scripts_the_policy_blocks() -> None:
    # What machines read of an event is a block of data: nothing runs it, so the policy does not ask for it.
    data = r'type="application/ld\+json">\{\{ machines \}\}</script>'
    assert hits(rf"\sstyle\s*=|<style\b|<script(?! {data})(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*[\"']|javascript:", pages()) == []


def test_pages_ask_nobody_else_for_anything() -> None:
    assert hits(r"(?:src|srcset|action)\s*=\s*[\"'](?:https?:)?//|<link[^>]+https?://", pages()) == []


def test_every_writing_form_carries_its_token() -> None:
    missing = []
    for path in pages():
        for form in re.findall(r"<form\b[^>]*method=[\"']post[\"'].*?</form>", path.read_text("utf-8"), re.S | re.I):
            if "csrf" not in form and "hidden_tag" not in form:
                missing.append(f"{path.relative_to(ROOT)}: {form[:80]}")
    assert missing == []


def test_every_icon_that_is_named_exists() -> None:
    drawn = {path.stem for path in (ROOT / "node_modules" / "bootstrap-icons" / "icons").glob("*.svg")}
    named = {
        name for path in templates() for name in re.findall(r"\bicon\(\"([a-z0-9-]+)\"\)", path.read_text("utf-8"))
    }
    assert drawn
    assert named - drawn == set()


def test_pages_have_exactly_one_first_heading() -> None:
    wrong = []
    for path in pages():
        text = path.read_text(encoding="utf-8")
        if 'extends "base/organiser.html"' in text and "block page_head" not in text:
            expected = 0  # the frame writes it
        elif "extends" in text:
            expected = 1
        else:
            continue
        found = len(re.findall(r"<h1\b", text))
        if found > expected and "{% if" not in text:
            wrong.append(f"{path.relative_to(ROOT)}: {found}")
    assert wrong == []


def test_locks_name_no_registry() -> None:
    locks = [*ROOT.glob("requirements*.txt"), *(ROOT / "tools" / "setup").glob("*.txt"), ROOT / "package-lock.json"]
    assert len(locks) >= 5
    assert hits(r'"resolved"|--(extra-)?index-url|--find-links|https?://[^"]*(npmjs|pypi|registry)', locks) == []


def test_locks_hold_a_hash_for_every_package() -> None:
    for lock in [*ROOT.glob("requirements*.txt"), *(ROOT / "tools" / "setup").glob("*.txt")]:
        entries = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())
        assert all("--hash=sha256:" in entry for entry in entries), lock.name


def test_nothing_in_the_repository_names_a_place_on_somebody_s_machine() -> None:
    places = "|".join(re.escape("/" + name) for name in ("root/", "work/", "home/", "Users/"))
    texts = sources(".py", ".md", ".html", ".txt", ".toml", ".js", ".mjs", ".scss", ".cfg", ".in", ".json", ".po", ".typ")
    assert hits(rf"(?<![\w.}}])(?:{places})\w", texts) == []


def test_nothing_is_left_for_later() -> None:
    words = "TO" + "DO|FIX" + "ME|XX" + "X"
    texts = (path for path in sources(".py", ".html", ".js", ".mjs", ".scss", ".md") if path.name != "CHANGELOG.md")
    assert hits(rf"\b(?:{words})\b", texts) == []


def test_the_migrations_are_one_numbered_chain() -> None:
    files = sorted((ROOT / "migrations" / "versions").glob("*.py"))
    before = None
    for number, path in enumerate(files, 1):
        text = path.read_text(encoding="utf-8")
        revision = re.search(r"^revision(?::[^=]+)? = [\"'](\w+)[\"']", text, re.M)
        down = re.search(r"^down_revision(?::[^=]+)? = (?:[\"'](\w+)[\"']|None)", text, re.M)
        assert revision, path.name
        assert down, path.name
        assert path.name.startswith(f"{number:04d}_"), path.name
        assert revision[1] == f"{number:04d}"
        assert down[1] == before
        before = revision[1]
