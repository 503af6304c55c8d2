"""Files in memory become a directory: staged as a whole, swapped in at once, never touching what it does not own."""
