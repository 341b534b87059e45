"""Makes of a page a notebook that runs alone."""
