"""What a request says to our transports, as httpx's request extensions."""

REPLAYABLE = "pdfai.replayable"
"""True when a body other than plain bytes (an open file) can be sent a second time."""
ALLOWED_SECONDS = "pdfai.allowed_seconds"
"""How long after the first attempt the caller still wants another."""
STREAMED = "pdfai.streamed"
"""True when an answer worth having is to be read as it comes."""
