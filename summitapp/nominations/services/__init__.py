"""What a delegation does with its list: ``desk`` person by person."""
