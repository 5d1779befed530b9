#!/usr/bin/env python3
"""Runs the programs of single cells and says what they print.

Standard input: a JSON list of programs. Standard output: a JSON list of what each one printed.
"""

import contextlib
import io
import json
import sys


def run(program):
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(program, "cell", "exec"), {})
    return printed.getvalue().strip()


json.dump([run(program) for program in json.load(sys.stdin)], sys.stdout)
