"""What Python-Markdown runs: the site's own additions to Markdown."""
