"""Positions: sinusoidal, rope, alibi. Angles, sines and cosines in float64, rounded to float32 once, at the end."""

import math

import torch

BASE = 10000.0


def angles(T, width):
    """(T, ceil(width/2)) float64: t / 10000^(2i/width)."""
    i = torch.arange((width + 1) // 2, dtype=torch.float64)
    t = torch.arange(T, dtype=torch.float64)
    return t[:, None] / BASE ** (2 * i / width)


def sinusoidal(T, D):
    """(T, D): sin, cos, sin, cos, …; an odd D ends with a sine."""
    angle = angles(T, D)
    both = torch.stack([torch.sin(angle), torch.cos(angle)], dim=2).reshape(T, -1)
    return both[:, :D].to(torch.float32)


def rope(rows):
    """(T, Dh) with each pair (i, i + Dh/2) turned by its angle: the rotate-half convention."""
    T, Dh = rows.shape
    angle = angles(T, Dh)
    cos = torch.cos(angle).to(torch.float32).repeat(1, 2)
    sin = torch.sin(angle).to(torch.float32).repeat(1, 2)
    first, second = rows[:, : Dh // 2], rows[:, Dh // 2 :]
    return rows * cos + torch.cat([-second, first], dim=1) * sin


def alibi_slopes(H):
    """m_h, float64, by the rule of the paper's own code (Press, Smith, Lewis 2022).

    A power of two: 2^(−8(h+1)/H). Else the slopes of the power of two below H, then every other slope, from the
    first, of the power of two above.
    """

    def plain(n):
        return [2.0 ** (-8.0 * (h + 1) / n) for h in range(n)]

    below = 2 ** int(math.log2(H))
    return plain(below) + plain(2 * below)[0::2][: H - below]


def alibi(T, S, slope):
    """(T, S): −m·|t−s|."""
    distance = (torch.arange(T)[:, None] - torch.arange(S)[None, :]).abs().to(torch.float32)
    return -(torch.tensor(slope, dtype=torch.float64).to(torch.float32) * distance)
