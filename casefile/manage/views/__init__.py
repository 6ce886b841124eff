"""One views module per noun."""
