"""Which pdfai this is. The build reads it here, and so do we: searching the environment takes time."""

VERSION = "0.1.0"
