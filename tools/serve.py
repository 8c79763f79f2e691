"""What the server of ``make run`` serves: the application, with its background jobs in a thread beside it."""

from summitapp.core.context import settings
from wsgi import app

with app.app_context():
    if settings().jobs == "thread":
        app.extensions["jobs"].start_thread()
    print(f"The summit is open at {settings().base_url}/ – stop it with Ctrl+C.", flush=True)
    if not settings().mail_url:
        print(f"Mails are not sent but kept: {settings().base_url}/dev/mail", flush=True)
