"""The one address that a document of ours may link to: a part of the bundle it will be in."""

# Reserved by RFC 2606, so it can never lead anywhere; merging turns each into a jump.
PART_LINK = "https://part.invalid/"
