"""Runs inside the peer's environment: let pretalx fetch schedules one after the other and tell what it made of each.

``python reader.py FILE…`` prints one JSON list as its last line: for every file the rooms, sessions, speakers and
instants that stand in the peer's database after it was fetched. It knows nothing of our application.
"""

import json
import os
import sys
import threading
from datetime import UTC, date
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")
SLUG = "upstream"


class _One(BaseHTTPRequestHandler):
    """Hands out whatever file is the newest; the peer fetches by HTTP and no other way."""

    def __init__(self, held: dict[str, Path], *args: Any) -> None:
        self.held = held
        super().__init__(*args)

    def do_GET(self) -> None:
        """Answer every address with it."""
        body = self.held["file"].read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "application/xml; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        """Say nothing: what is printed is one JSON list."""


def prepare(address: str) -> None:
    """Make the peer's database and an event that follows ``address``."""
    from django.core.management import call_command
    from django_scopes import scopes_disabled
    from pretalx.event.models import Event, Organiser

    call_command("migrate", verbosity=0)
    with scopes_disabled():
        organiser = Organiser.objects.create(name="Peer", slug="peer")
        event = Event.objects.create(
            organiser=organiser, slug=SLUG, name="Upstream", email="peer@localhost", timezone="Europe/Istanbul",
            locale="en", locale_array="en,de,tr", content_locale_array="en,de,tr",
            date_from=date(2000, 1, 1), date_to=date(2000, 1, 2), plugins="pretalx_downstream",
        )
        event.build_initial_data()
        event.settings.downstream_upstream_url = address


def state() -> dict[str, Any]:
    """Return what stands in the peer's database now."""
    from django_scopes import scopes_disabled
    from pretalx.event.models import Event
    from pretalx.submission.models import Submission

    with scopes_disabled():
        event = Event.objects.get(slug=SLUG)
        current = event.current_schedule
        talks = [slot for slot in current.talks.all() if slot.submission_id]
        return {
            "version": current.version,
            "rooms": sorted(str(room.name) for room in event.rooms.all()),
            "submissions": Submission.objects.filter(event=event).count(),
            "slots": len(talks),
            "sessions": [
                {
                    "row": slot.submission_id, "title": slot.submission.title, "abstract": slot.submission.abstract or "",
                    "room": str(slot.room.name), "track": str(slot.submission.track.name) if slot.submission.track else "",
                    "kind": str(slot.submission.submission_type.name),
                    "starts": slot.start.astimezone(UTC).isoformat(),
                    "ends": slot.end.astimezone(UTC).isoformat(),
                    "speakers": sorted(_name(one) for one in slot.submission.speakers.all()),
                }
                for slot in talks
            ],
        }


def _name(speaker: Any) -> str:
    return speaker.get_display_name() if hasattr(speaker, "get_display_name") else speaker.name


def main(files: list[str]) -> None:
    """Fetch each file as if it were the next state of one address."""
    import django

    django.setup()
    from pretalx_downstream.tasks import task_refresh_upstream_schedule

    held = {"file": Path(files[0])}
    server = HTTPServer(("127.0.0.1", 0), partial(_One, held))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    prepare(f"http://127.0.0.1:{server.server_port}/schedule.xml")
    states = []
    for file in files:
        held["file"] = Path(file)
        task_refresh_upstream_schedule(SLUG)
        states.append(state())
    server.shutdown()
    print("\n" + json.dumps(states, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
