"""The mails about meetings."""
