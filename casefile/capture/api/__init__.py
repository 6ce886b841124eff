"""The calls of tablets, under /api/v1/capture/."""
