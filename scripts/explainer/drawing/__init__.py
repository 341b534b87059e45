"""Runs figure scripts and makes pictures of what they draw."""
