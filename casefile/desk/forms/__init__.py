"""Forms of the desk, one module per noun. They clean what was typed; they never save."""
