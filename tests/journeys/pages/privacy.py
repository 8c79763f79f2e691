"""The pages of one-time codes and of what a person may ask for."""

PAGES = {
    "delegate": {"code.show": ({}, {"next": "/en/my/consents/"})},
}
