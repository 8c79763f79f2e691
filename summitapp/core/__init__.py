"""What every feature stands on: language, time, database, security and the doors to the outside."""
