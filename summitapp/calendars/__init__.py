"""Calendar entries: the ledger that gives each thing one UID for ever, the iCalendar writer, the feeds.

It knows no session and no registration: whoever owns a thing calls it with the thing's reference.
An *entry* is the ledger's row, an *item* is what is written into a calendar, a *feed* is a calendar
somebody subscribes to by a secret address.
"""
