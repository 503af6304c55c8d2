"""Files in memory become a directory: staged whole, swapped in at once, leaving what is not ours alone."""
