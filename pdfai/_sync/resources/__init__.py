# Derived from pdfai/_async/resources/__init__.py by scripts/unasync.py.
"""The flat calls of the client, one mixin per resource."""
