"""What is decided about a list, without database, clock or request: ``desk`` who is shown where and what may be done."""
