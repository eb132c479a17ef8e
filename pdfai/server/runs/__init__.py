"""Runs: an assistant answering a thread."""
