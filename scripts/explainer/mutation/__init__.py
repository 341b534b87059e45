"""Plants mistakes, one at a time, and counts what notices them."""
