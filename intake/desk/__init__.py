"""Pages of the crime desk, under /desk/reports/."""
