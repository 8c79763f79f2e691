"""What a delegation does with its list: ``importing`` brings one as a file, ``keeping`` seals what is kept of it."""
