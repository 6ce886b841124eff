"""Law, guidance and contracts as dated tables of rows, and pure functions over them.

Nothing here knows of Django, a database or a clock: dates are arguments.
"""
