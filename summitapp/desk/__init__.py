"""What organisers and the desk need while the doors are open: the board, who is missing, who is inside."""
