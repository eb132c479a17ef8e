"""The pictures of PDFs and image files: where they are, how they look, what can be said without a model."""
