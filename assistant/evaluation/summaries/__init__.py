"""Summarizers compared: the same articles summarized by each, and every summary verified by one and the same judge."""
