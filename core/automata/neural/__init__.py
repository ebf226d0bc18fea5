"""Neural automata: a small network is the rule, trained until a picture grows from one cell."""
