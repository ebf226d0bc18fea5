"""Random numbers of torchvision's transforms from a seed, without touching torch's own."""

from typing import Any

import torch
from torch.overrides import TorchFunctionMode

RANDOM = frozenset(
    (
        torch.rand,
        torch.randint,
        torch.randperm,
        torch.multinomial,
        torch._sample_dirichlet,
        torch.Tensor.uniform_,
        torch.Tensor.normal_,
    )
)


class Seeded(TorchFunctionMode):
    """Within it, this thread's random numbers are those that follow torch.manual_seed(seed).

    The transforms take no generator and draw from torch's only one, which all threads share:
    other work beside them would change what a seed draws.
    """

    def __init__(self, seed: int) -> None:
        """Begin a stream of random numbers."""
        super().__init__()
        self.generator = torch.Generator().manual_seed(seed)

    def __torch_function__(
        self, func: Any, types: Any, args: Any = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        """Hand the stream to whatever draws."""
        if func in RANDOM:
            kwargs = {**(kwargs or {}), "generator": self.generator}
        elif func is torch.randn_like:
            return torch.empty_like(*args, **(kwargs or {})).normal_(generator=self.generator)
        return func(*args, **(kwargs or {}))
