"""Pages of prosecutors, under /prosecute/."""
