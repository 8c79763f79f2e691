"""The forms of nominating: ``desk`` people one by one, ``importing`` a list as a file."""
