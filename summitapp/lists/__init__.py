"""Lists of participants for protocol and for the venue, as pages, PDF and XLSX, each with its version and time."""
