"""Mail from organisers to many: drafts with a preview, saved texts, reminders by date, and the right to say no thanks.

A *mailing* is one text to many people; a *reminder* writes mailings by itself, so many days before or after a date.
"""
