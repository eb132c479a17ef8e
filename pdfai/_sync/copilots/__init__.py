# Derived from pdfai/_async/copilots/__init__.py by scripts/unasync.py.
"""Copilots: what people come for, put together from the client's calls."""
