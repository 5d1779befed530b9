#!/usr/bin/env python3
"""Writes sdpa/NAME.json: what torch.nn.functional.scaled_dot_product_attention gives for random shapes, for core/sdpa.

    /usr/bin/python3 core/golden/gen_sdpa.py             write all cases, drop others
    /usr/bin/python3 core/golden/gen_sdpa.py --check     write nothing; exit 1 where a file is not what would be written

Inputs are float32, drawn from the case's seed; PyTorch computes in float64 and the result is rounded once, so that any
release gives the same files. What its function does not know (softcap, a bias, a window, rope, padding) is put before it
with other functions of PyTorch, as Transformers does.
"""

import json
import math
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import torch
import torch.nn.functional as F

import files
import number

HERE = Path(__file__).resolve().parent
INF = float("inf")


def sdpa(q, k, v, mask=None, is_causal=False):
    """The function, public since 2.0; before that it had an underscore and took no float mask."""
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=is_causal)
    if mask is not None and mask.dtype != torch.bool:
        return weighted(q @ k.transpose(-2, -1) / math.sqrt(q.size(-1)) + mask, v)
    return F._scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=is_causal)[0]


def weighted(scores, v):
    return torch.softmax(scores, -1) @ v


def rotated(x, rope, past):
    """Rotary embedding: pairs as complex numbers (LLaMA), or halves with rotate_half (Transformers)."""
    width = rope["width"]
    angles = torch.outer(
        torch.arange(past, past + x.size(-2), dtype=torch.float64),
        rope["base"] ** (-torch.arange(0, width, 2, dtype=torch.float64) / width),
    )
    turned, rest = x[..., :width], x[..., width:]
    if rope["interleaved"]:
        pairs = torch.view_as_complex(turned.reshape(*turned.shape[:-1], -1, 2).contiguous())
        turned = torch.view_as_real(pairs * torch.polar(torch.ones_like(angles), angles)).flatten(-2)
    else:
        both = torch.cat((angles, angles), -1)
        half = torch.cat((-turned[..., width // 2 :], turned[..., : width // 2]), -1)
        turned = turned * both.cos() + half * both.sin()
    return torch.cat((turned, rest), -1)


def draw_mask(kind, shape):
    if kind == "bool":
        mask = torch.rand(shape) < 0.7
        mask[..., 0] = True  # no row is hidden whole: releases differ there
        return mask
    mask = torch.randn(shape)
    mask[..., 1:][torch.rand(shape)[..., 1:] < 0.3] = -INF
    return mask


def case(name, seed, b=1, h=1, g=None, t=4, s=None, dh=4, dv=None, causal=False, past=0, window=0, key_len=None,
         scale=None, softcap=0, alibi=False, mask=None, shape=None, rope=None):
    """One case. past: causal queries stand that far behind key 0, as with a cache. shape: of the mask."""
    torch.manual_seed(seed)
    g, s, dv = g or h, s or t, dv or dh
    q, k, v = torch.randn(b, h, t, dh), torch.randn(b, g, s, dh), torch.randn(b, g, s, dv)
    out = {"config": {"Heads": h, "KVHeads": g, "HeadDim": dh, "ValueDim": dv, "Causal": causal, "Window": window,
                      "Softcap": softcap}, "b": b, "t": t, "s": s, "past": past}
    out.update(q=number.to_hex(q), k=number.to_hex(k), v=number.to_hex(v))
    q, k, v = q.double(), k.double(), v.double()
    if rope:
        out["rope"] = rope
        q, k = rotated(q, rope, past), rotated(k, rope, 0)
    k, v = k.repeat_interleave(h // g, 1), v.repeat_interleave(h // g, 1)
    if scale is not None:
        out["config"]["Scale"] = scale
        q = q * (scale * math.sqrt(dh))

    seen, plain = torch.ones(b, 1, t, s, dtype=torch.bool), True
    at, key = torch.arange(past, past + t)[:, None], torch.arange(s)
    if window:
        seen, plain = seen & (key > at - window) & (key < at + window), False
    if key_len is not None:
        out["keyLen"] = key_len
        seen, plain = seen & (key < torch.tensor(key_len)[:, None, None, None]), False
    if causal and (past or not plain or mask or softcap or alibi):
        seen, plain = seen & (key <= at), False
    bias = torch.zeros(1, h, 1, 1, dtype=torch.float64)
    if alibi:
        slopes = 2.0 ** -torch.arange(1, h + 1, dtype=torch.float64)
        out["config"]["ALiBi"] = slopes.tolist()
        bias, plain = bias - slopes[:, None, None] * (at - key).abs(), False
    add = None
    if mask:
        drawn = draw_mask(mask, shape)
        out["maskShape"] = list(shape)
        if mask == "bool":
            out["bools"] = "".join("01"[int(x)] for x in drawn.flatten())
            seen = seen & drawn
        else:
            out["floats"] = number.to_hex(drawn)
            add = drawn.double()
        plain = False
    hidden = torch.zeros(seen.shape, dtype=torch.float64).masked_fill(~seen, -INF)
    if add is not None:
        hidden = hidden + add
    if (hidden == -INF).all(-1).any():
        raise ValueError(f"{name}: a query sees nothing")
    if softcap:
        y = weighted(softcap * torch.tanh((q @ k.transpose(-2, -1) / math.sqrt(dh) + bias) / softcap) + hidden, v)
    elif plain:
        y = sdpa(q, k, v, is_causal=causal)
    elif add is None and not alibi:
        y = sdpa(q, k, v, seen.expand(b, h, t, s))
    else:
        y = sdpa(q, k, v, (hidden + bias).expand(b, h, t, s))
    out["y"] = number.to_hex(y.float())
    return name, json.dumps(out) + "\n"


def halves(base, width, interleaved=False):
    return {"width": width, "base": base, "interleaved": interleaved}


def cases():
    yield case("multi_head", 1, b=2, h=3, t=5, dh=8)
    yield case("one_token", 2, h=2, t=1, dh=4)
    yield case("grouped", 3, b=2, h=6, g=2, t=5, dh=4)
    yield case("multi_query", 4, h=4, g=1, t=6, dh=6)
    yield case("cross", 5, b=2, h=2, t=3, s=11, dh=8)
    yield case("cross_wide", 6, h=2, t=11, s=3, dh=8)
    yield case("values_wider", 7, h=2, t=5, dh=4, dv=9)
    yield case("values_narrower", 8, h=2, g=1, t=5, s=7, dh=8, dv=1)
    yield case("causal", 9, b=2, h=2, t=7, dh=4, causal=True)
    yield case("causal_cache", 10, b=2, h=4, g=2, t=3, s=9, dh=4, causal=True, past=6)
    yield case("causal_decode", 11, h=4, g=2, t=1, s=9, dh=4, causal=True, past=8)
    yield case("window", 12, h=2, t=9, dh=4, causal=True, window=3)
    yield case("window_both_sides", 13, h=2, t=9, dh=4, window=3)
    yield case("window_cache", 14, h=2, t=3, s=9, dh=4, causal=True, window=4, past=6)
    yield case("padded", 15, b=3, h=2, t=4, s=6, dh=4, key_len=[6, 1, 4])
    yield case("padded_causal", 16, b=2, h=2, t=5, dh=4, key_len=[5, 2], causal=True)
    yield case("scale", 17, h=2, t=5, dh=4, scale=0.125)
    yield case("scale_negative", 18, h=2, t=5, dh=4, scale=-1.5)
    yield case("scale_zero", 19, h=1, t=3, dh=4, scale=0.0)
    yield case("softcap", 20, h=2, g=1, t=5, dh=4, softcap=1.5)
    yield case("softcap_causal", 21, h=2, t=6, dh=4, softcap=0.5, causal=True)
    yield case("softcap_mask", 22, h=2, t=6, dh=4, softcap=2.0, mask="float", shape=(6, 6))
    yield case("alibi", 23, h=4, t=7, dh=4, alibi=True, causal=True)
    yield case("alibi_softcap_cache", 24, h=2, t=3, s=8, dh=4, alibi=True, softcap=3.0, causal=True, past=5)
    for kind in ("bool", "float"):
        yield case(f"mask_{kind}_2", 30, b=2, h=3, t=4, s=6, mask=kind, shape=(4, 6))
        yield case(f"mask_{kind}_3", 31, b=2, h=3, t=4, s=6, mask=kind, shape=(3, 4, 6))
        yield case(f"mask_{kind}_3_one_head", 32, b=2, h=3, t=4, s=6, mask=kind, shape=(1, 4, 6))
        yield case(f"mask_{kind}_4", 33, b=2, h=3, t=4, s=6, mask=kind, shape=(2, 3, 4, 6))
        yield case(f"mask_{kind}_4_batch", 34, b=2, h=3, t=4, s=6, mask=kind, shape=(2, 1, 1, 6))
        yield case(f"mask_{kind}_4_query", 35, b=2, h=3, t=4, s=6, mask=kind, shape=(1, 1, 4, 6))
        yield case(f"mask_{kind}_causal_cache", 36, b=2, h=4, g=2, t=3, s=8, causal=True, past=5, mask=kind, shape=(2, 1, 3, 8))
        yield case(f"mask_{kind}_padded", 37, b=2, h=2, t=3, s=6, key_len=[3, 6], mask=kind, shape=(3, 6))
    yield case("rope_halves", 40, h=2, t=6, dh=8, causal=True, rope=halves(10000, 8))
    yield case("rope_pairs", 41, h=2, g=1, t=6, dh=8, causal=True, rope=halves(10000, 8, True))
    yield case("rope_partial", 42, h=2, t=6, dh=8, rope=halves(10000, 4))
    yield case("rope_cache", 43, h=4, g=2, t=2, s=9, dh=8, causal=True, past=7, rope=halves(500000, 8))
    yield case("many_tiles", 50, h=1, t=40, s=150, dh=2, causal=True, past=110)


def main():
    torch.set_num_threads(1)
    if sys.argv[1:] not in ([], ["--check"]):
        sys.exit(__doc__)
    files.settle(HERE / "sdpa", {name + ".json": text for name, text in cases()}, "cases of attention")


if __name__ == "__main__":
    main()
