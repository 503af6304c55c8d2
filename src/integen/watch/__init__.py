"""Generates again when what a package is made of changes."""
