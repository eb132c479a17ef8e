"""What answers: a model elsewhere, or the documents' own words."""
