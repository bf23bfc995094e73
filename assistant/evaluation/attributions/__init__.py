"""Extractions of who said what, held against what people marked in the same texts."""
