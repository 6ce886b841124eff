"""The exchange for prosecutors' and courts' own systems: one class per call."""
