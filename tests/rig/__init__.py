"""What the tests run on: a PostgreSQL server, a browser, a mail server, readers of PDF and QR codes."""
