"""What a delegation does with its list.

``desk`` person by person; ``importing`` brings a list as a file, ``keeping`` seals what is kept of it.
"""
