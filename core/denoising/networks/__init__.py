"""The networks that remove noise, one file each; they import torch, so methods import them late."""
