"""Other checkers of faithfulness, timed beside ours: each runs in an environment of its own."""
