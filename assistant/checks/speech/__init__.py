"""Speech: quotations, who speaks, and where they stand."""
