"""Reading a list: ``desk`` the people of a delegation and how far it is filled."""
