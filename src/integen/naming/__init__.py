"""Names: words are found in outside text, made legal for a place, and allocated so that they last."""
