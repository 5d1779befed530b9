#!/usr/bin/env python3
"""Runs exported programs and prints the matrices they made.

Standard input: a JSON list of programs. Standard output: a JSON list of objects, step id -> float32 bits as hex.
"""

import contextlib
import io
import json
import sys

import numpy as np


def bits(value):
    return np.asarray(value, dtype=np.float32).astype(">f4").tobytes().hex()


def run(program):
    names = {}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(program, "exported", "exec"), names)
    steps = names["steps"]
    missing = [name for name in steps if name not in printed.getvalue()]
    if missing:
        raise SystemExit(f"the program does not print {missing}")
    return {name: bits(value) for name, value in steps.items()}


json.dump([run(program) for program in json.load(sys.stdin)], sys.stdout)
