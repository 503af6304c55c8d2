"""`integen.toml`: what a team has decided about its integrations."""
