"""Writes principal.json: right singular vectors and shares by NumPy's SVD (float64), for core/mat/principal_test.go.

    python3 core/mat/testdata/principal.py > core/mat/testdata/principal.json
"""

import json

import numpy

rng = numpy.random.default_rng(0)


def case(name, x):
    x = numpy.asarray(x, dtype=numpy.float32)
    _, sigma, vt = numpy.linalg.svd(x.astype(numpy.float64), full_matrices=False)
    for v in vt:  # the rule of core/mat: the entry of largest magnitude is positive
        v *= numpy.copysign(1, v[numpy.argmax(numpy.abs(v))])
    k = min(2, len(vt))
    shares = sigma**2 / numpy.sum(sigma**2)
    return {"name": name, "x": [[float(v) for v in row] for row in x], "components": vt[:k].tolist(), "shares": shares[:k].tolist()}


stretched = rng.standard_normal((24, 16)) * numpy.geomspace(1, 1e-4, 16)
cases = [
    case("the article's rows", [[1, 2, 3, 4], [4, 3, 2, 1], [0.5, 0.5, 0.5, 0.5]]),
    case("tall", rng.standard_normal((16, 4))),
    case("wide", rng.standard_normal((3, 12))),
    case("square", rng.standard_normal((8, 8))),
    case("one row", [[3, 4, 0]]),
    case("far from zero", rng.standard_normal((10, 5)) + 100),
    case("stretched", stretched),
    case("tiny", rng.standard_normal((6, 3)) * 1e-38),
    case("huge", rng.standard_normal((6, 3)) * 1e38 / 4),
    case("close shares", numpy.diag([1, 1 - 1e-5, 0.5, 0.25])),
]
print("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]")
