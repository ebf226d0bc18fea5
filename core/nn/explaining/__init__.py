"""Views of a network at work: its layers, its reach, what it takes away, how it is built."""
