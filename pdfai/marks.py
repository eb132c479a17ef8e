"""The metadata by which copilots mark what they make on a server, so that `pdfai clean` knows it."""

MARK = "pdfai_copilot"
"""Its value is the kind of copilot."""
KEPT = "pdfai_kept"
"""Of a conversation that somebody may go on with."""
