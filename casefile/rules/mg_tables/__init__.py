"""The boxes of each form, one module per moment of the case; `mg_forms` puts them together."""
