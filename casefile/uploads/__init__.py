"""Resumable upload (tus 1.0.0): protocol views, session rows and part files.

It knows only opaque owners. An app that takes files registers its kind of owner in `owners` and
collects what was finished from `services`.
"""
