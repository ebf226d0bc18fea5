"""A turtle that walks step by step with a stack, as ABOP's words describe it."""

import numpy as np
from scipy.spatial.transform import Rotation

UP = np.array([0.0, 1.0, 0.0])


def walk(modules, angle, pull=(0.0, 0.0, 0.0)):
    """Return the ends of all segments, (m, 3)."""
    place, frame, stack, ends = np.zeros(3), np.array([UP, [-1.0, 0, 0], [0, 0, 1.0]]), [], []
    for code, row in zip(modules.codes, modules.values, strict=True):
        symbol, arity = modules.alphabet[code]
        value = row[0] if arity else None
        heading, left, up = frame
        if symbol in "FGf":
            place = place + heading * (1 if value is None else value)
            if symbol != "f":
                ends.append(place)
                frame = turned(frame, np.cross(heading, pull))
        elif symbol == "[":
            stack.append((place, frame))
        elif symbol == "]":
            place, frame = stack.pop()
        elif symbol == "$":
            level = np.cross(UP, heading)
            if np.linalg.norm(level) > 1e-9:
                level = level / np.linalg.norm(level)
                frame = np.array([heading, level, np.cross(heading, level)])
        elif symbol in "+-|&^\\/":
            size = np.radians(value if value is not None else 180 if symbol == "|" else angle)
            axis = {"+": up, "|": up, "-": -up, "&": left, "^": -left, "\\": -heading, "/": heading}
            frame = turned(frame, axis[symbol] * size)
    return np.array(ends).reshape(-1, 3)


def turned(frame, vector):
    """Turn the rows about a vector by its length."""
    return Rotation.from_rotvec(vector).apply(frame)
