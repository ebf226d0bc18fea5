"""Names of layers that people can read, made from where they stand in a network."""

from __future__ import annotations

from torch import nn

from core.sentence import Sentence

KINDS = {
    "Conv2d": Sentence("convolution"),
    "ConvTranspose2d": Sentence("transposed convolution"),
    "Linear": Sentence("fully connected layer"),
    "ReLU": Sentence("ReLU"),
    "LeakyReLU": Sentence("leaky ReLU"),
    "MaxPool2d": Sentence("max pooling"),
    "AvgPool2d": Sentence("average pooling"),
    "Upsample": Sentence("enlargement"),
    "PixelShuffle": Sentence("pixel shuffle"),
    "PixelUnshuffle": Sentence("pixel unshuffle"),
    "Sequential": Sentence("group"),
}
NORMALISATION = Sentence("normalisation")
BLOCK = Sentence("block")
PLACES = {  # by the attribute that holds the layer
    "block": BLOCK,
    "body": Sentence("body"),
    "decoder": Sentence("decoder"),
    "down": Sentence("way down"),
    "encoder": Sentence("encoder"),
    "first": Sentence("first"),
    "head": Sentence("head"),
    "join": Sentence("join"),
    "layer": Sentence("layer"),
    "log_variance": Sentence("log variance"),
    "mean": Sentence("mean"),
    "middle": Sentence("middle"),
    "norm": Sentence("norm"),
    "second": Sentence("second"),
    "tail": Sentence("tail"),
    "third": Sentence("third"),
    "unfold": Sentence("unfolding"),
    "up": Sentence("way up"),
}
INPUTS = {  # by the parameter of the network's forward
    "damaged": Sentence("damaged picture"),
    "noisy": Sentence("noisy picture"),
    "sigma": Sentence("noise level"),
}


def kind_of(module: nn.Module) -> Sentence:
    """Return what a module is, whatever it is called."""
    name = type(module).__name__
    if name in KINDS:
        return KINDS[name]
    if "Norm" in name:
        return NORMALISATION
    return BLOCK if name.endswith("Block") else Sentence(name)


def name_of(network: nn.Module, path: str, *, with_kind: bool = True) -> Sentence:
    """Return a layer's name, such as "encoder 1, block 2, first convolution".

    Args:
        network: What holds it.
        path: As `named_modules` gives it, such as "encoders.0.1.first".
        with_kind: Whether a layer without parts is also called what it is.
    """
    parts: list[Sentence] = []
    parent, plural = network, ""
    tokens = path.split(".")
    for place, token in enumerate(tokens):
        module = parent.get_submodule(token)
        is_leaf = with_kind and place == len(tokens) - 1 and not any(module.children())
        if not token.isdigit():
            is_list = len(tokens) > place + 1 and isinstance(module, nn.ModuleList)
            plural = token if is_list else ""
            if not is_list:
                parts.append(_with_kind(place_of(token), module) if is_leaf else place_of(token))
        elif plural:
            numbered = _numbered(place_of(plural), int(token) + 1)
            parts += [numbered, kind_of(module)] if is_leaf else [numbered]
            plural = ""
        else:
            parts.append(_numbered(kind_of(module), _count(parent, token)))
        parent = module
    name = parts[0]
    for part in parts[1:]:
        name = Sentence("{whole}, {part}", {"whole": name, "part": part})
    return name


def place_of(attribute: str) -> Sentence:
    """Return the word for an attribute; one that is not known stands for itself."""
    single = attribute.removesuffix("s")
    return PLACES.get(attribute) or PLACES.get(single) or Sentence(attribute.replace("_", " "))


def _with_kind(name: Sentence, module: nn.Module) -> Sentence:
    return Sentence("{name} {kind}", {"name": name, "kind": kind_of(module)})


def _numbered(name: Sentence, number: int) -> Sentence:
    return Sentence("{name} {number}", {"name": name, "number": number})


def _count(parent: nn.Module, token: str) -> int:
    """Return which of its kind a child is, from 1."""
    kind = str(kind_of(parent.get_submodule(token)))
    names = list(dict(parent.named_children()))
    before = names[: names.index(token) + 1]
    return sum(str(kind_of(parent.get_submodule(name))) == kind for name in before)
