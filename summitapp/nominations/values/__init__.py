"""The words of nominating: ``desk`` those of a delegation's list, ``importing`` those of a list that is brought as a file."""
