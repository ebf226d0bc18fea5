"""The generation page's own cells."""
