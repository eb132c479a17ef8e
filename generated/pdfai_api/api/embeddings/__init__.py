"""Requests of one tag."""
