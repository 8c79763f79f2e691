"""A device as a test holds it."""

from dataclasses import dataclass
from typing import Any

from summitapp.devices.values import Lock


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

    def roster(self, client: Any, since: int | None = None, **headers: str) -> Any:
        """Ask for the roster."""
        query = f"?since={since}" if since is not None else ""
        return client.get(f"{self.api}/roster{query}", headers={**self.bearer, **headers})
