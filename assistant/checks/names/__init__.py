"""Names of a claim: known to the source, in their own place, with their own role."""
