"""Takes a case described by a folder through the live product, as its people would, over HTTP.

The format of the folder is in docs/demo-case.md. Nothing here is used outside a demonstration.
"""
