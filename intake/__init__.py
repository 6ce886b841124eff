"""The public front door and the crime desk: reports, until they become cases."""
