"""Who did what, when and by whose right: an append-only trail of opaque references and codes."""
