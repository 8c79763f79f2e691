"""A device as a test holds it."""

import uuid
from dataclasses import dataclass
from typing import Any

from summitapp.core import clock
from summitapp.devices.values import Lock


def a_scan(badge: str, **more: Any) -> dict[str, Any]:
    """Return one scan made now, as a scanner sends it."""
    return {"scan_id": str(uuid.uuid4()), "badge": badge, "point": "entrance", "direction": "in",
            "scanned_at": clock.now().isoformat(), "offline": False} | more


@dataclass
class Helped:
    """What the telephone itself knows."""

    reference: str
    token: str
    pin: str
    lock: Lock | None
    slug: str

    @property
    def bearer(self) -> dict[str, str]:
        """The header of its requests."""
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def api(self) -> str:
        """Where its summit is for programs."""
        return f"/api/v1/summits/{self.slug}"

    def heartbeat(self, client: Any, **said: Any) -> Any:
        """Tell how it is."""
        return client.post(f"{self.api}/device", json=said, headers=self.bearer)

    def roster(self, client: Any, since: int | None = None, form: str = "", **headers: str) -> Any:
        """Ask for the roster."""
        asked = {name: value for name, value in (("since", since), ("form", form)) if value not in (None, "")}
        return client.get(f"{self.api}/roster", query_string=asked, headers={**self.bearer, **headers})
