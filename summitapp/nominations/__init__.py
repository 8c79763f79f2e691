"""The list a city files: its coordinator's desk, nominating, importing a list, confirming, and sending somebody else."""
