"""What an article says of itself: headlines, corrections, and two accounts of one thing."""
