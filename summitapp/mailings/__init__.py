"""Mail from the organisers to many: drafted, looked at, sent once to each person in their language, and reminders by date."""
