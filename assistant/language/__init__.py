"""What English is: words, numbers, dates, negation, modality, cue verbs. Nothing here knows of a verdict."""
