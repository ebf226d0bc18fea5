"""The network that is the rule of a neural automaton, as training sees it."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.functional import max_pool2d, pad

from core.automata.neural.cells import ALIVE, ALPHA, CHANNELS, GREY

HIDDEN = 128


class Rule(nn.Module):
    """What every cell does: look at itself and its slopes, and change a little.

    The state is (B, H, W, channels). A fresh network changes nothing: its last layer is zero.
    """

    def __init__(
        self,
        channels: int = CHANNELS,
        hidden: int = HIDDEN,
        *,
        is_torus: bool = False,
    ) -> None:
        """Prepare the two layers.

        Args:
            channels: Numbers that a cell holds.
            hidden: Width between the layers.
            is_torus: Whether the grid is a torus where every cell lives, as for textures, and
                cells see their Laplacian too; else it ends in dead cells.
        """
        super().__init__()
        self.is_torus = is_torus
        self.perceive = nn.Linear((4 if is_torus else 3) * channels, hidden)
        self.act = nn.Linear(hidden, channels, bias=False)
        nn.init.zeros_(self.act.weight)

    @property
    def channels(self) -> int:
        """How many numbers a cell holds."""
        return int(self.act.out_features)

    def seed(self, count: int, side: int) -> Tensor:
        """Return grids with one living cell in the middle, or on a torus none, as all are alike."""
        state = torch.zeros(count, side, side, self.channels, device=self.act.weight.device)
        if not self.is_torus:
            state[:, side // 2, side // 2, ALPHA:] = 1
        return state

    def step(self, state: Tensor, fires: Tensor) -> Tensor:
        """Return the next state.

        Only cells that fire and that are alive, or beside one alive, can change, so the layers
        see no others.

        Args:
            state: (B, H, W, channels).
            fires: Which cells follow the rule now, (B, H, W).
        """
        before = None if self.is_torus else living(state)
        moving = fires if before is None else fires & before
        places = moving.flatten().nonzero()[:, 0]
        slopes = perception(state, self.is_torus)
        seen = torch.cat([part.flatten(0, 2)[places] for part in (state, *slopes)], 1)
        with torch.autocast(state.device.type, enabled=False):  # small changes, added up often
            change = self.act(self.perceive(seen).relu())
        state = state.flatten(0, 2).index_add(0, places, change).view_as(state)
        if before is None:
            return state
        return state * (before & living(state))[..., None]

    def forward(self, fires: Tensor, *_: Tensor) -> Tensor:
        """Grow from seeds and return what is seen of the pictures, (B, 4, H, W), or (B, 3, H, W).

        Args:
            fires: Which cells follow the rule, step by step, (steps, B, H, W).
        """
        state = self.seed(fires.shape[1], fires.shape[2])
        for fire in fires:
            state = self.step(state, fire)
        seen = as_picture(state) if self.is_torus else state[..., :4]
        return seen.movedim(-1, 1)


def as_picture(state: Tensor) -> Tensor:
    """Return what is seen of a texture's cells (..., H, W, channels): (..., H, W, 3)."""
    return state[..., :3] + GREY


def living(state: Tensor) -> Tensor:
    """Return which cells have one alive among the nine around them, (B, H, W)."""
    with torch.no_grad():
        alpha: Tensor = state[:, None, ..., ALPHA]
        return max_pool2d(alpha, 3, stride=1, padding=1)[:, 0] > ALIVE


def perception(state: Tensor, is_torus: bool) -> list[Tensor]:
    """Return the slopes down and to the right by Sobel's filters; on a torus the Laplacian too.

    Both slopes are per cell: a ramp that rises by 1 a cell has slope 1. The Laplacian is that of
    nine points, an eighth of Niklasson's.

    Args:
        state: (B, H, W, channels).
        is_torus: Whether opposite borders meet; else all beyond is 0.
    """
    around = _wrap(state) if is_torus else pad(state, (0, 0, 1, 1, 1, 1))
    upper, middle, lower = around[:, :-2], around[:, 1:-1], around[:, 2:]
    rows = upper + 2 * middle + lower  # smooth along columns, (B, H, W + 2, channels)
    right = (rows[:, :, 2:] - rows[:, :, :-2]) / 8
    change = lower - upper
    down = (change[:, :, :-2] + 2 * change[:, :, 1:-1] + change[:, :, 2:]) / 8
    if not is_torus:
        return [down, right]
    smooth = rows[:, :, :-2] + 2 * rows[:, :, 1:-1] + rows[:, :, 2:]
    return [down, right, smooth / 8 - 2 * state]


def _wrap(state: Tensor) -> Tensor:
    state = torch.cat([state[:, -1:], state, state[:, :1]], 1)
    return torch.cat([state[:, :, -1:], state, state[:, :, :1]], 2)
