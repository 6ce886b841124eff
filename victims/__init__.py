"""Rights of victims and the tracker: a copy of what was published, never a window on the case."""
