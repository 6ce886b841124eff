"""The kinds of work: each a module with `run(job) -> JSON value` and, if slow at first, `warm_up`.

A module says in its docstring which `params`, `files`, value and outputs it has.
"""

KINDS = (
    "render",
    "merge",
    "pages",
    "image",
    "media",
    "provenance",
    "credentials",
    "signatures",
    "sniff",
    "stamp",
)
