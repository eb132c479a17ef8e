"""What scripts/spec_drift.py is made of."""
