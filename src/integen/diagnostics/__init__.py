"""Located messages about a user's document."""
