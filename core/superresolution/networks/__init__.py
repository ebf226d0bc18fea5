"""The networks that enlarge, one file each; they import torch, so methods import them late."""
