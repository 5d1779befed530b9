"""float32 numbers as a document writes them and as a trace stores them."""

import re
from fractions import Fraction

import numpy as np
import torch

_NUMBER = re.compile(r"-?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?")
_WHOLE = re.compile(r"[0-9]+")


def float32(text):
    """The float32 nearest to a decimal, rounded once (a tie goes to the even bits), as a Python float.

    float() alone would round twice: to float64, then to float32.
    """
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"not a number: {text!r}")
    near = float(text)
    if near == 0.0 or abs(near) < 2.0**-160:
        return -0.0 if text.startswith("-") else 0.0
    if abs(near) < 2.0**130:
        near = _nearest(Fraction(text), near)
    if abs(near) >= 2.0**128:
        raise ValueError(f"not finite as float32: {text}")
    return near


def _nearest(exact, near):
    """The float32 nearest to exact, among the one that near rounds to and its two neighbours."""
    with np.errstate(over="ignore"):
        middle = np.float32(near)
        inf = np.float32(np.inf)
        around = [np.nextafter(middle, -inf), middle, np.nextafter(middle, inf)]

    def distance(candidate):
        # An infinity stands where the next power of two would stand if the exponent had room.
        value = Fraction(float(candidate)) if np.isfinite(candidate) else Fraction(2) ** 128 * int(np.sign(candidate))
        return abs(value - exact), int(candidate.view(np.uint32)) & 1

    best = min(around, key=distance)
    if best == 0:
        return -0.0 if exact < 0 else 0.0
    return float(best)


def whole(text):
    """An unsigned whole number, exactly."""
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"not a whole number: {text!r}")
    return int(text)


def matrix(rows):
    """A list of rows of Python floats, each already a float32 value, as a float32 tensor."""
    return torch.tensor(rows, dtype=torch.float64).to(torch.float32)


def bits(tensor):
    """The bits of a float32 tensor as a uint32 array, every NaN as 7fc00000: which NaN it is means nothing."""
    values = tensor.detach().contiguous().numpy().astype(np.float32)
    out = values.view(np.uint32).copy()
    out[np.isnan(values)] = 0x7FC00000
    return out


def to_hex(tensor):
    """float32 bits, big-endian, eight hex digits a number, row-major, joined."""
    return bits(tensor).astype(">u4").tobytes().hex()
