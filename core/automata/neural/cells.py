"""What a cell of a neural automaton holds: colours, alpha, and what it keeps to itself."""

CHANNELS = 16  # red, green, blue, alpha, and 12 that nobody sees
ALPHA = 3
ALIVE = 0.1  # alpha above which a cell keeps itself and its neighbours alive
GREY = 0.5  # what a texture's cell shows that holds nothing
FIRING = 0.5  # chance of a cell to follow the rule in a step
