"""Pending mail. A message holds a template and references, never a secret: links are minted at sending."""
