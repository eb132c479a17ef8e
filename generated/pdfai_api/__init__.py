"""The contract in Python: models, and per operation the request to send and how to read its answer. No I/O."""
