"""The lease loop and sweeper; the only place that knows the broker."""
