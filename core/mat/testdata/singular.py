"""Writes singular.json: singular values and vectors, rank and determinant by NumPy (float64; the rank of float32), and of 2×2
matrices the nearest orthogonal one, of 3×3 matrices of rank 2 or 3 the angle of their rotation, for core/mat/singular_test.go.

    python3 core/mat/testdata/singular.py > core/mat/testdata/singular.json
"""

import json

import numpy

rng = numpy.random.default_rng(1)


def case(name, m):
    m = numpy.asarray(m, dtype=numpy.float32)
    exact = m.astype(numpy.float64)
    u, sigma, vt = numpy.linalg.svd(exact, full_matrices=False)
    for k, v in enumerate(vt):  # the rule of core/mat: the entry of largest magnitude is positive
        sign = numpy.copysign(1, v[numpy.argmax(numpy.abs(v))])
        vt[k], u[:, k] = v * sign, u[:, k] * sign
    k = min(2, len(sigma))
    square = m.shape[0] == m.shape[1]
    return {
        "name": name, "m": exact.tolist(), "values": sigma.tolist(), "left": u.T[:k].tolist(), "right": vt[:k].tolist(),
        "rank": int(numpy.linalg.matrix_rank(m)), "determinant": float(numpy.linalg.det(exact)) if square else None,
        "nearest": (u @ vt).tolist() if m.shape == (2, 2) else None,
        "angle": angle(u, vt, int(numpy.linalg.matrix_rank(m))) if m.shape == (3, 3) and numpy.linalg.matrix_rank(m) > 1 else None,
    }


def angle(u, vt, rank):
    """Of the rotation in m = rotation · symmetric, from its skew part and its trace."""
    u, vt = u.copy(), vt.copy()
    if rank == 2:  # the third direction is free: it makes rotations of both
        u[:, 2], vt[2] = numpy.cross(u[:, 0], u[:, 1]), numpy.cross(vt[0], vt[1])
    r = u @ numpy.diag([1, 1, numpy.linalg.det(u) * numpy.linalg.det(vt)]) @ vt
    skew = [r[2, 1] - r[1, 2], r[0, 2] - r[2, 0], r[1, 0] - r[0, 1]]
    return float(numpy.degrees(numpy.arctan2(numpy.linalg.norm(skew), numpy.trace(r) - 1)))


def about(axis, degrees):
    """Rodrigues' rotation."""
    x, y, z = numpy.asarray(axis) / numpy.linalg.norm(axis)
    k = numpy.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    a = numpy.radians(degrees)
    return numpy.eye(3) + numpy.sin(a) * k + (1 - numpy.cos(a)) * k @ k


def turned(degrees):
    a = numpy.radians(degrees)
    return numpy.array([[numpy.cos(a), -numpy.sin(a)], [numpy.sin(a), numpy.cos(a)]])


cases = [
    case("stretched", [[2, 0], [0, 0.5]]),
    case("turned by 30 degrees", turned(30) * 1.5 @ numpy.diag([1, 0.9])),
    case("turned by 170 degrees back", turned(-170) @ numpy.diag([3, 1])),
    case("sheared", [[1, 1], [0, 1]]),
    case("mirrored", turned(40) @ numpy.diag([1, -0.7])),
    case("of rank 1", [[1, 2], [2, 4]]),
    case("of rank 2, three wide", numpy.outer([1, 2, 3], [4, 5, 6]) + numpy.outer([1, 0, -1], [1, 1, 0])),
    case("tall", rng.standard_normal((7, 3))),
    case("wide", rng.standard_normal((3, 9))),
    case("square", rng.uniform(-0.5, 0.5, (4, 4))),
    case("one row", [[3, 4]]),
    case("one column", [[3], [-4]]),
    case("one number", [[-2]]),
    case("sixteen wide", rng.uniform(-0.25, 0.25, (16, 16))),
    case("tiny", rng.standard_normal((3, 3)) * 1e-12),
    case("huge", rng.standard_normal((3, 3)) * 1e12),
    case("nearly of rank 2", numpy.diag([1, 0.5, 1e-6])),
    case("turned in space by 50 degrees", about([1, 2, -1], 50)),
    case("turned by 179 degrees, stretched", about([0.2, -1, 0.5], 179) @ numpy.diag([3, 1.5, 0.25])),
    case("turned by half a degree, of rank 2", about([1, 1, 1], 0.5) @ numpy.diag([2, 1, 0])),
    case("mirrored and turned in space", about([3, -1, 2], 120) @ numpy.diag([2, 1, -0.5])),
    case("of rank 1 in space", numpy.outer([1, 2, 3], [4, 5, 6])),
    case("rounding away from rank 2", numpy.diag([1, 0.5, 2e-7])),
]
print("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]")
