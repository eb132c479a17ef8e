# Derived from pdfai/_async/__init__.py by scripts/unasync.py.
"""The synchronous client."""
