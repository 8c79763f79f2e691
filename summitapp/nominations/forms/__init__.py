"""The forms of nominating: ``importing`` a list."""
