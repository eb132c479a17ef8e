"""Copilots: what people come for, put together from the client's calls."""
