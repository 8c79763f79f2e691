"""What tests are made of: a summit, a person, a registration, with sensible details."""
