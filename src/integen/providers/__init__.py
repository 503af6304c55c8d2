"""What is known of those who issue tokens, each fact with its source and a date."""
