"""Reading what nominating needs: ``importing`` the delegation as a list meets it, and the lists that were brought."""
