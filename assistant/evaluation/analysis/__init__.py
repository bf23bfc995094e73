"""What the results of a run, or of two, show."""
