"""Parameters and token vectors as torch draws them, before any cell is set by hand."""

import re
import zlib

import torch
from torch import nn

from document import DocumentError
from number import matrix


def require_avx2():
    """The draws are those of x86-64 with AVX2 and FMA; the AVX-512 kernels draw the same bits."""
    if not re.search("CPU capability usage: AVX(2|512)", torch.__config__.show()):
        raise RuntimeError("this torch runs without AVX2: its draws differ in last bits")


def draw_linears(doc):
    """{"wq": (H·Dh, D), "bq": (1, H·Dh), …} drawn in the order q, k, v, o.

    All four are drawn whatever replaces them, so that the others keep their numbers; bias=False draws no bias and
    out_proj=0 no fourth linear.
    """
    inner, outer = doc.H * doc.Dh, doc.G * doc.Dh
    shapes = {"q": (doc.D, inner), "k": (doc.D, outer), "v": (doc.D, outer)}
    if doc.out_proj:
        shapes["o"] = (inner, doc.D)
    torch.manual_seed(doc.seed)
    drawn = {}
    for name, (fan_in, fan_out) in shapes.items():
        linear = nn.Linear(fan_in, fan_out, bias=doc.bias)
        drawn["w" + name] = linear.weight.detach()
        if doc.bias:
            drawn["b" + name] = linear.bias.detach().reshape(1, -1)
    return drawn


def token_vector(token, D, seed):
    """(D,): depends on the token's text and the seed alone."""
    generator = torch.Generator().manual_seed((seed + zlib.crc32(token.encode("utf-8"))) % 2**32)
    return torch.randn(D, generator=generator)


def distinct(tokens):
    """Each token once, in order of first appearance."""
    return list(dict.fromkeys(tokens))


def draw_embedding(doc):
    """(N, D)."""
    return torch.stack([token_vector(token, doc.D, doc.seed) for token in distinct(doc.tokens)])


def replaced(source, drawn, name):
    """What stands in a drawn parameter's place; ties are the caller's, who knows the other matrix after its edits."""
    if source == "torch":
        return drawn
    if source == "zero":
        return torch.zeros_like(drawn)
    if source == "identity":
        return torch.eye(*drawn.shape)
    given = matrix(source)
    if given.shape != drawn.shape:
        raise DocumentError(f"{name} is {tuple(given.shape)}, wanted {tuple(drawn.shape)}")
    return given
