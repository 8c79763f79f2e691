"""What people agreed to, word for word: versioned texts, and each yes or no with its time and occasion."""
