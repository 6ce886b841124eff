"""Sign-in, start and rules pages, administration, audit and the outbox."""
