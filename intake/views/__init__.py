"""Pages of the public form, under /report/. Every page works without scripts."""
