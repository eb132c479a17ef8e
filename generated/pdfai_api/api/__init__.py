"""Per tag and operation one module with one function, `request`."""
