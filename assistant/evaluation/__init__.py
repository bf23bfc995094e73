"""How faithful the verdicts themselves are: labelled cases, runs over them, and what the runs show."""
