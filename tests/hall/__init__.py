"""The meeting hall: calendars, paper, screens, outcomes."""
