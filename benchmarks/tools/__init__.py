"""What the benchmarks share: a scratch PostgreSQL, a server on it, and people who use it."""
