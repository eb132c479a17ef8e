"""What the server keeps: rows in a database, bytes of files beside it."""
