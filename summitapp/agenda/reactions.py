"""What the agenda does when people change."""

from summitapp.agenda import services
from summitapp.directory.values import PersonHidden


def on_hidden(news: PersonHidden) -> None:
    """Let every kept page that names the person be made anew: the name is gone, or back, within a second."""
    services.renew_pages(news.person_id)
