#!/usr/bin/env python3
"""Writes traces/NAME.json for every line of cases.txt. Run from anywhere; README.md says what the traces are.

    /usr/bin/python3 core/golden/gen_golden.py           write all traces, drop those without a case
    /usr/bin/python3 core/golden/gen_golden.py --check   write nothing; exit 1 where a trace is not what would be written
"""

import json
import re
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import torch

import ascending
import document
import files
import number
import parameters
from forward import forward

HERE = Path(__file__).resolve().parent


def read_cases():
    """[(name, document)] from cases.txt: name, tab, document; # begins a comment line."""
    cases, names = [], set()
    for at, line in enumerate((HERE / "cases.txt").read_text(encoding="utf-8").split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        name, tab, doc = line.partition("\t")
        if not tab or not re.fullmatch("[a-z0-9_]+", name) or name in names:
            sys.exit(f"cases.txt:{at}: want a new name, a tab and a document, got {line!r}")
        names.add(name)
        cases.append((name, doc))
    return cases


def trace(text):
    """One case as JSON text, a step a line."""
    doc = document.read(text)
    steps = forward(doc)
    ascending.require(steps)
    lines = [json.dumps(as_json(step), ensure_ascii=False) for step in steps]
    head = f'{{"doc": {json.dumps(text, ensure_ascii=False)},\n"tokens": {json.dumps(doc.tokens, ensure_ascii=False)},\n'
    return head + '"steps": [\n' + ",\n".join(lines) + "\n]}\n"


def as_json(step):
    rows, cols = step.value.shape
    return {
        "id": step.id,
        "op": step.op,
        "in": step.inputs,
        "axes": step.axes,
        "rows": rows,
        "cols": cols,
        "hex": number.to_hex(step.value),
    }


def main():
    torch.set_num_threads(1)
    parameters.require_avx2()
    if sys.argv[1:] not in ([], ["--check"]):
        sys.exit(__doc__)
    wanted = {}
    for name, text in read_cases():
        try:
            wanted[name + ".json"] = trace(text)
        except ValueError as error:
            sys.exit(f"{name}: {error}")
    files.settle(HERE / "traces", wanted, "traces")


if __name__ == "__main__":
    main()
