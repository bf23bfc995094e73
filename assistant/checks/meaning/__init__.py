"""Negation, modality and relations: what a claim makes of the words that it shares with its evidence."""
