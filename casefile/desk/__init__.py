"""Desktop pages of officers, supervisors, disclosure and custody officers."""
