"""Reading what nominating needs: ``desk`` the people of a delegation, ``importing`` the lists that were brought as a file."""
