"""Plans become text. Templates print decisions and make none."""
