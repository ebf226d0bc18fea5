"""From a picture, or from strings, back to the rules that made it."""
