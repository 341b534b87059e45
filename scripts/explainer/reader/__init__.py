"""Reads pages as their readers see them."""
