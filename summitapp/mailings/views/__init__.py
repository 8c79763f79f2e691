"""The pages of mailings: drafts and what became of them, saved texts, reminders, and the reader's own choice."""

from summitapp.core.web import lang_blueprint

bp = lang_blueprint("mailings", __name__)

from summitapp.mailings.views import choice, drafts, reminders, sending, texts  # noqa: E402, F401
