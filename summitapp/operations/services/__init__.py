"""Loading demo data, and looking after the running application."""
