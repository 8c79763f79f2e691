"""The forms of nominating: ``desk`` one person."""
