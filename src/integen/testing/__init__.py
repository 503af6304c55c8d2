"""Runs the tests of generated packages, and shows that they notice what is wrong."""
