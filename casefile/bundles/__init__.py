"""The bundle: contents, page numbers, the bag it lies in, and its verification."""
