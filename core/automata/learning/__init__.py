"""Discrete rules found by search: a target, a similarity, and ways to look for the table."""
