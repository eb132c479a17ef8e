"""Finding in documents what a question is about."""
