"""Small work for the tests; a worker imports it, and no PyTorch."""

import json
import os
import time

from core.sentence import InputError, Sentence


def count(hand):
    """Count to `total`, `pause` seconds a step; keeps where it is every few steps."""
    number = json.loads(hand.checkpoint.read_text()) if hand.checkpoint.is_file() else 0

    def save(path):
        partial = path.with_suffix(".part")
        partial.write_text(json.dumps(number))
        os.replace(partial, path)

    hand.keep(save, every=0.05)
    pause = hand.settings["pause"]
    while number < hand.settings["total"]:
        pause = hand.check().get("pause", pause)
        time.sleep(pause)
        number += 1
        if hand.due(0.02):
            hand.report(number, number / hand.settings["total"], {"pause": pause})
    hand.report(number, 1, {"pause": pause})


def draw(hand):
    """Report a square and hand over what was given."""
    import numpy as np

    side = hand.settings["side"]
    note = Sentence("A square of {side}", {"side": side})
    hand.report(1, 1, {"area": side**2}, {"square": np.ones((side, side))}, note)
    (hand.folder / "end.txt").write_bytes((hand.given / "end.txt").read_bytes())


def refuse(hand):
    raise InputError("There is no {name}.", name=hand.settings["name"])


def fall(hand):
    raise ZeroDivisionError


def ignore(hand):
    """Listen to nobody."""
    time.sleep(60)


def prepare():
    """Warm up nothing."""
