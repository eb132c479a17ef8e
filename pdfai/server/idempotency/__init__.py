"""Requests sent again because their answer was lost: they are answered again, and not carried out twice."""
