"""What the doors do when a session or a room goes."""

from summitapp.agenda.values import SessionRemoved
from summitapp.checkin import services
from summitapp.summits.values import RoomRemoved


def on_session_removed(news: SessionRemoved) -> None:
    """Let its doors go, or be closed."""
    services.forget_session(news.session_id)


def on_room_removed(news: RoomRemoved) -> None:
    """Let points stand elsewhere."""
    services.forget_room(news.room_id)
