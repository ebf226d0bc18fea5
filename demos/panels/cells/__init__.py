"""Cells that belong to one field alone: what the automata add to their page."""
