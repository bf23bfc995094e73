"""A run: every case judged once, its results kept in a directory that an interrupted run resumes from."""
