"""The officers' tablet: what it takes without a network is sealed there and put into the record.

How tablet and server speak is in docs/capture-protocol.md.
"""
