"""Decides everything that a target shows: names, files, types, JSON. Templates only print it."""
