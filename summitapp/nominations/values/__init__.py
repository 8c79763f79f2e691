"""The words of nominating: ``importing`` those of a list that is brought as a file."""
