#!/usr/bin/env python3
"""Checks what the engine says about any document against torch. Needs no stored trace.

    qkv -json DOCUMENT | /usr/bin/python3 core/golden/check_trace.py [DOCUMENT]

Reads the JSON of `qkv -json` from standard input. The document is read again by document.py: the one given as
argument, or else the engine's own "doc". Exit 0 with one line, or 1 with the list of differences; 2 for bad input.
README.md gives the rules ("What is compared").
"""

import json
import sys

sys.dont_write_bytecode = True

import numpy as np
import torch

import ascending
import document
import number
import parameters
from forward import forward

TOLERANCE = 2e-6  # of the matrix's scale
FLOOR = 1e-6  # a scale is at least this: a matrix that cancels to nearly nothing keeps the noise of its inputs

# One IEEE operation a cell, or none: from the same inputs come the same bits, whatever the machine. F.linear joins
# them because its order of summation is fixed.
EXACT = {"parameter", "tie", "given", "lookup", "slice", "concat", "copy", "linear", "add", "scale", "divide", "mask"}

SHOWN = 5  # cells listed of one matrix


def parse(text):
    """The engine's JSON, its numbers kept as text until they are rounded once, to float32."""
    return json.loads(text, parse_float=str, parse_int=str, parse_constant=reject)


def reject(word):
    raise ValueError(f"{word} is not JSON; the engine writes it as a string")


SPECIAL = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}


def engine_matrix(step):
    rows, cols, data = int(step["rows"]), int(step["cols"]), step["data"]
    if len(data) != rows or any(len(row) != cols for row in data):
        raise ValueError(f"{step['id']}: data is not {rows}×{cols}")
    return number.matrix([[SPECIAL[n] if n in SPECIAL else number.float32(n) for n in row] for row in data])


def scale(value):
    """The largest finite magnitude of a matrix, at least FLOOR."""
    finite = value[torch.isfinite(value)].abs()
    return max(float(finite.max()) if finite.numel() else 0.0, FLOOR)


def cells(mask, got, want):
    at = np.argwhere(mask)
    text = [f"[{r},{c}] {float(got[r, c])!r}, torch {float(want[r, c])!r}" for r, c in at[:SHOWN]]
    return "; ".join(text) + (f"; and {len(at) - SHOWN} more" if len(at) > SHOWN else "")


def differ_bits(got, want):
    return number.bits(got) != number.bits(want)


def differ_much(got, want):
    """Beyond the tolerance; NaN and the infinities must stand in the same places."""
    got, want = got.double(), want.double()
    same = (got == want) | (torch.isnan(got) & torch.isnan(want))
    near = (got - want).abs() <= TOLERANCE * scale(want)  # false where either is NaN or the difference infinite
    return ~(same | near).numpy()


def structure(got, want):
    """What is wrong with the step table itself."""
    ids, wanted = [s["id"] for s in got], [s.id for s in want]
    if ids != wanted:
        yield f"steps: {' '.join(ids)}\n  wanted: {' '.join(wanted)}"
        return
    for g, w in zip(got, want):
        mine = {"op": w.op, "in": w.inputs, "axes": w.axes, "rows": w.value.shape[0], "cols": w.value.shape[1]}
        for key, value in mine.items():
            said = int(g[key]) if key in ("rows", "cols") else g[key]
            if said != value:
                yield f"{w.id}: {key} is {said}, wanted {value}"


def compare(doc, engine):
    """The list of differences."""
    own = forward(doc)
    ascending.require(own)
    faults = list(structure(engine["steps"], own))
    if engine["tokens"] != doc.tokens:
        faults.append(f"tokens: {engine['tokens']}, wanted {doc.tokens}")
    if faults:
        return faults
    matrices = {step["id"]: engine_matrix(step) for step in engine["steps"]}
    for step in own:
        got = matrices[step.id]
        wrong = differ_much(got, step.value)
        if wrong.any():
            faults.append(f"{step.id} ({step.op}), from the document: {cells(wrong, got, step.value)}")
    for step in forward(doc, follow=matrices):
        got = matrices[step.id]
        wrong = (differ_bits if step.op in EXACT else differ_much)(got, step.value)
        if wrong.any():
            faults.append(f"{step.id} ({step.op}), from the engine's own inputs: {cells(wrong, got, step.value)}")
    return faults


def main():
    torch.set_num_threads(1)
    parameters.require_avx2()
    if len(sys.argv) > 2:
        sys.exit(__doc__)
    try:
        engine = parse(sys.stdin.buffer.read().decode("utf-8"))
        given = document.read(sys.argv[1]) if len(sys.argv) == 2 else None
        canonical = document.read(engine["doc"])
    except (ValueError, KeyError, TypeError) as error:
        print(f"check_trace: {error}", file=sys.stderr)
        sys.exit(2)
    faults = []
    if given is not None and given != canonical:
        faults.append(f"doc: {engine['doc']} does not mean the same as the document given")
    faults += compare(given or canonical, engine)
    for fault in faults:
        print(fault)
    if not faults:
        print(f"{len(engine['steps'])} steps agree")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
