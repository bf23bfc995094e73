"""A run's summary as text, Markdown, JSON, JUnit and HTML."""
