"""What happens to forms when something happens below."""

from summitapp.core.db import db
from summitapp.questions import services
from summitapp.summits.models import Summit
from summitapp.summits.values import SummitCopied


def on_copied(news: SummitCopied) -> None:
    """Ask in the new edition what was asked in the last one."""
    source, target = db.session.get_one(Summit, news.source_id), db.session.get_one(Summit, news.target_id)
    services.copy_questions(source, target)
