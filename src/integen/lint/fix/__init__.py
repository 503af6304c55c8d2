"""Changes documents as findings ask for: in their text, or by an overlay."""
