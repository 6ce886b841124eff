"""What tablets do and what becomes of it, one module per noun."""
