"""Checks what pages claim, and plants mistakes to check the checks."""
