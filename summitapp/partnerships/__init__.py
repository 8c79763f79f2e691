"""Which cities are tied, how, since when and by what source: a partnership has several dates."""
