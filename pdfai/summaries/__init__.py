"""What documents say, in short; every statement knows its pages. Pure."""
