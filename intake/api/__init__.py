"""The door for partners' systems: one class per call."""
