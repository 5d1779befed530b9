"""Random cases of ONNX's operators, in the form of ONNX's own node cases, as one archive.

    python3 core/golden/gen_onnx.py [FILE [COUNT [SEED]]]

The default is what the tree has, core/sdpa/testdata/onnx.zip. More: write them elsewhere, and

    QKV_CONFORMANCE=FILE go test -count=1 ./core/sdpa -run ONNX -v

What must come out is computed here in NumPy, in float64, from the text of the operators (onnx.ai/onnx/operators): attention number by number
with loops, so that it shares no idea with what it judges.
"""
import os
import struct
import sys
import zipfile

import numpy as np

FLOAT, INT64, BOOL, FLOAT16, DOUBLE, BFLOAT16 = 1, 7, 9, 10, 11, 16


# --- protobuf: a message is a list of fields ---------------------------------------------------------------------------

def varint(n):
    n = int(n) & (1 << 64) - 1
    out = bytearray()
    while n >= 128:
        out.append(n & 127 | 128)
        n >>= 7
    return bytes(out + bytearray([n]))


def number(field, n):
    return varint(field << 3) + varint(n)


def data(field, b):
    b = b.encode() if isinstance(b, str) else b
    return varint(field << 3 | 2) + varint(len(b)) + b


def attribute(name, value):
    if isinstance(value, float):
        body = varint(2 << 3 | 5) + struct.pack("<f", value) + number(20, 1)
    elif isinstance(value, str):
        body = data(4, value) + number(20, 3)
    else:
        body = number(3, value) + number(20, 2)
    return data(5, data(1, name) + body)


def model(op, inputs, outputs, attributes):
    node = b"".join([*(data(1, i) for i in inputs), *(data(2, o) for o in outputs), data(4, op), *(attribute(*a) for a in attributes.items())])
    return number(1, 10) + data(7, data(1, node) + data(2, "case")) + data(8, data(1, "") + number(2, 24))


def bfloat16(x):
    """The bits of bfloat16: rounded to nearest, ties to even."""
    b = np.asarray(x, np.float32).view(np.uint32)
    return ((b + 0x7fff + (b >> 16 & 1)) >> 16).astype(np.uint16)


def tensor(name, x, kind):
    raw = {FLOAT: lambda: x.astype("<f4"), DOUBLE: lambda: x.astype("<f8"), FLOAT16: lambda: x.astype("<f2"), BFLOAT16: lambda: bfloat16(x),
           INT64: lambda: x.astype("<i8"), BOOL: lambda: x.astype("?")}[kind]().tobytes()
    return b"".join(number(1, d) for d in x.shape) + number(2, kind) + data(8, name) + data(9, raw)


def rounded(x, kind):
    """Numbers that the type has, in float64."""
    if kind == FLOAT16:
        return x.astype(np.float16).astype(np.float64)
    if kind == BFLOAT16:
        return (bfloat16(x).astype(np.uint32) << 16).view(np.float32).astype(np.float64)
    return x.astype(np.float32).astype(np.float64)  # doubles too: what is read is rounded to float32


# --- operators -----------------------------------------------------------------------------------------------------------

def softmax(x, precision):
    """Of a row, in the precision that is asked for; zeros where nothing is seen."""
    if not np.any(x > -np.inf):
        return np.zeros_like(x)
    x = np.where(x == -np.inf, -np.inf, x)
    if precision == FLOAT16:
        x = x.astype(np.float16)
        e = np.exp(x - x.max())
        return (e / e.sum(dtype=np.float32).astype(np.float16)).astype(np.float64)
    if precision == BFLOAT16:
        r = lambda v: rounded(np.atleast_1d(v), BFLOAT16).astype(np.float32)
        x = r(x)
        e = r(np.exp(r(x - x.max())))
        return r(e / r(e.sum(dtype=np.float32))).astype(np.float64)
    e = np.exp(x - x.max())
    return e / e.sum()


def attention_case(rng):
    kind = rng.choice([FLOAT] * 6 + [FLOAT16, FLOAT16, BFLOAT16, DOUBLE])
    g = rng.integers(1, 4)
    h = g * rng.integers(1, 4)
    b, t, new, dh, dv = rng.integers(1, 4), rng.integers(1, 7), rng.integers(1, 10), rng.integers(1, 13), rng.integers(1, 13)
    flat, causal = rng.random() < 0.5, rng.random() < 0.5
    past = rng.integers(0, 8) if rng.random() < 0.4 else None
    draw = lambda *shape: rounded(rng.normal(size=shape) * 0.8, kind)
    q, k, v = draw(b, h, t, dh), draw(b, g, new, dh), draw(b, g, new, dv)
    attributes = {}
    if causal or rng.random() < 0.3:
        attributes["is_causal"] = int(causal)
    if flat or rng.random() < 0.2:
        attributes.update(q_num_heads=int(h), kv_num_heads=int(g))
    scale = 1 / np.sqrt(dh)
    if rng.random() < 0.3:
        attributes["scale"] = scale = float(np.float32(rng.uniform(0.01, 1.5)))
    cap = 0.0
    if rng.random() < 0.3:
        attributes["softcap"] = cap = float(np.float32(rng.uniform(0.5, 5)))
    precision = None
    if rng.random() < 0.25:
        attributes["softmax_precision"] = precision = int(rng.choice([FLOAT, FLOAT16, DOUBLE, BFLOAT16]))
    pk = pv = None
    keys, values = k, v
    if past is not None:
        pk, pv = draw(b, g, past, dh), draw(b, g, past, dv)
        keys, values = np.concatenate([pk, k], 2), np.concatenate([pv, v], 2)
    s = keys.shape[2]
    lengths = rng.integers(0, s + 1, b) if past is None and rng.random() < 0.35 else None
    mask, mask_kind = None, kind
    if rng.random() < 0.65:
        shape = [b, h, t, s if rng.random() < 0.7 else rng.integers(1, s + 1)]
        for i in range(3):
            if rng.random() < 0.4:
                shape[i] = 1
        shape = shape[rng.choice([r for r in range(3) if all(n == 1 for n in shape[:r])]):]
        seen = rng.random(shape) < 0.75
        if rng.random() < 0.5:
            mask, mask_kind = seen, BOOL
        else:
            mask = np.where(seen | (rng.random() < 0.5), rounded(rng.normal(size=shape), kind), -np.inf)
    mode = int(rng.integers(0, 4)) if rng.random() < 0.5 else None
    if mode is not None and (mode or rng.random() < 0.5):
        attributes["qk_matmul_output_mode"] = mode

    y, qk = np.zeros((b, h, t, dv)), np.zeros((b, h, t, s))
    for i in np.ndindex(b, h, t):
        batch, head, row = i
        group = head * g // h
        offset = past if past is not None else lengths[batch] - t if lengths is not None else 0
        stages = np.zeros((4, s))
        for j in range(s):
            x = scale * sum(q[batch, head, row, d] * keys[batch, group, j, d] for d in range(dh))
            stages[0, j] = x
            stages[1, j] = x = cap * np.tanh(x / cap) if cap else x
            if causal and j > row + offset or lengths is not None and j >= lengths[batch]:
                x = -np.inf
            elif mask is not None:
                at = (batch, head, row)[4 - mask.ndim:]
                at = tuple(0 if n == 1 else a for a, n in zip(at, mask.shape)) + (j,)
                m = (False if mask_kind == BOOL else -np.inf) if j >= mask.shape[-1] else mask[at]
                x = (x if m else -np.inf) if mask_kind == BOOL else x + m
            stages[2, j] = x
        stages[3] = softmax(stages[2], precision)
        y[i] = stages[3] @ values[batch, group]
        qk[i] = stages[mode or 0]

    def widths(x):  # (B, H, T, D) → (B, T, H·D)
        return x.transpose(0, 2, 1, 3).reshape(x.shape[0], x.shape[2], -1) if flat else x
    inputs = [("Q", widths(q), kind), ("K", widths(k), kind), ("V", widths(v), kind), mask is not None and ("attn_mask", mask, mask_kind),
              pk is not None and ("past_key", pk, kind), pv is not None and ("past_value", pv, kind),
              lengths is not None and ("nonpad_kv_seqlen", lengths, INT64)]
    outputs = [("Y", widths(y), kind), past is not None and ("present_key", keys, kind), past is not None and ("present_value", values, kind),
               mode is not None and ("qk_matmul_output", qk, kind)]
    return "Attention", inputs, outputs, attributes


def rope_case(rng):
    b, h, t, d = rng.integers(1, 4), rng.integers(1, 5), rng.integers(1, 7), 2 * rng.integers(1, 7)
    width = 2 * rng.integers(1, d // 2 + 1)
    flat, interleaved, given = rng.random() < 0.5, rng.random() < 0.5, rng.random() < 0.5
    x = rounded(rng.normal(size=(b, h, t, d)), FLOAT)
    angle = rng.uniform(-4, 4, (20, width // 2) if given else (b, t, width // 2))
    cos, sin = rounded(np.cos(angle), FLOAT), rounded(np.sin(angle), FLOAT)
    positions = rng.integers(0, 20, (b, t))
    y = x.copy()
    for i in np.ndindex(b, h, t):
        at = positions[i[0], i[2]] if given else (i[0], i[2])
        for p in range(width // 2):
            m, n = (2 * p, 2 * p + 1) if interleaved else (p, p + width // 2)
            y[i][m] = x[i][m] * cos[at][p] - x[i][n] * sin[at][p]
            y[i][n] = x[i][m] * sin[at][p] + x[i][n] * cos[at][p]
    attributes = {}
    if interleaved:
        attributes["interleaved"] = 1
    if flat:
        attributes["num_heads"] = int(h)
    if width != d:
        attributes["rotary_embedding_dim"] = int(width)
    widths = lambda v: v.transpose(0, 2, 1, 3).reshape(b, t, h * d) if flat else v
    return "RotaryEmbedding", [("X", widths(x), FLOAT), ("cos_cache", cos, FLOAT), ("sin_cache", sin, FLOAT),
                               given and ("position_ids", positions, INT64)], [("Y", widths(y), FLOAT)], attributes


def some_shape(rng, least=1):
    return [int(n) for n in rng.integers(1, 7, rng.integers(least, 5))]


def norm_case(rng):
    x = rounded(rng.normal(size=some_shape(rng)) * 3 + 1, FLOAT)
    axis, eps, rms = int(rng.integers(-x.ndim, x.ndim)), 1e-5, rng.random() < 0.5
    rows = x.reshape(int(np.prod(x.shape[:axis % x.ndim])), -1)
    means = np.abs(rows.mean(1))  # no differences of near numbers, of which float32 has few digits
    if rows.shape[1] > 1 and np.any(means > 5 * rows.std(1)) or means.max() < np.abs(rows).max() / 8:
        return norm_case(rng)
    attributes = {}
    if axis != -1:
        attributes["axis"] = axis
    if rng.random() < 0.5:
        attributes["epsilon"] = eps = float(np.float32(rng.uniform(1e-6, 0.2)))
    axes = tuple(range(axis % x.ndim, x.ndim))
    weight, bias = rounded(rng.normal(size=x.shape[axes[0]:]), FLOAT), rounded(rng.normal(size=x.shape[axes[0]:]), FLOAT)
    if rms:
        return "RMSNormalization", [("X", x, FLOAT), ("scale", weight, FLOAT)], [
            ("Y", x / np.sqrt((x * x).mean(axes, keepdims=True) + eps) * weight, FLOAT)], attributes
    mean = x.mean(axes, keepdims=True)
    inverse = 1 / np.sqrt(((x - mean) ** 2).mean(axes, keepdims=True) + eps)
    y = (x - mean) * inverse * weight
    with_bias = rng.random() < 0.7
    all_outputs = rng.random() < 0.5
    return "LayerNormalization", [("X", x, FLOAT), ("Scale", weight, FLOAT), with_bias and ("B", bias, FLOAT)], [
        ("Y", y + bias if with_bias else y, FLOAT), all_outputs and ("Mean", mean, FLOAT), all_outputs and ("InvStdDev", inverse, FLOAT)], attributes


def gelu_case(rng):
    from math import erf
    x = rounded(rng.normal(size=some_shape(rng)) * 2, FLOAT)
    tanh = rng.random() < 0.5
    y = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3))) if tanh else 0.5 * x * (1 + np.vectorize(erf)(x / np.sqrt(2)))
    return "Gelu", [("X", x, FLOAT)], [("Y", y, FLOAT)], {"approximate": "tanh"} if tanh else {}


def softmax_case(rng):
    x = rounded(rng.normal(size=some_shape(rng)) * 3, FLOAT)
    axis = int(rng.integers(-x.ndim, x.ndim))
    e = np.exp(x - x.max(axis, keepdims=True))
    return "Softmax", [("X", x, FLOAT)], [("Y", e / e.sum(axis, keepdims=True), FLOAT)], {} if axis == -1 else {"axis": axis}


def matmul_case(rng):
    batch = some_shape(rng)[:2]
    m, k, n = (int(i) for i in rng.integers(1, 9, 3))
    ones = lambda: [d if rng.random() < 0.7 else 1 for d in batch][rng.integers(0, len(batch) + 1):]
    a, b = [k] if rng.random() < 0.15 else [*ones(), m, k], [k] if rng.random() < 0.15 else [*ones(), k, n]
    a, b = (rounded(rng.normal(size=s), FLOAT) for s in (a, b))
    return "MatMul", [("A", a, FLOAT), ("B", b, FLOAT)], [("Y", np.asarray(a @ b), FLOAT)], {}


def gemm_case(rng):
    m, k, n = (int(i) for i in rng.integers(1, 9, 3))
    turn_a, turn_b = rng.random() < 0.5, rng.random() < 0.5
    a, b = (rounded(rng.normal(size=s), FLOAT) for s in ((m, k), (k, n)))
    alpha, beta = (float(np.float32(v)) for v in rng.normal(size=2))
    c = rounded(rng.normal(size=[(), (1,), (n,), (1, n), (m, 1), (m, n), (1, 1)][rng.integers(0, 7)]), FLOAT) if rng.random() < 0.7 else None
    attributes = {}
    if turn_a:
        attributes["transA"] = 1
    if turn_b:
        attributes["transB"] = 1
    y = a @ b
    if rng.random() < 0.5:
        attributes.update(alpha=alpha, beta=beta)
    else:
        alpha = beta = 1.0
    y = alpha * y + (beta * c if c is not None else 0)
    return "Gemm", [("A", a.T if turn_a else a, FLOAT), ("B", b.T if turn_b else b, FLOAT), c is not None and ("C", c, FLOAT)], [("Y", y, FLOAT)], attributes


def write(archive, folder, op, inputs, outputs, attributes):
    def put(name, content):
        info = zipfile.ZipInfo(f"{folder}/{name}")  # its date is a constant: the same cases are the same file
        info.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(info, content)
    names = lambda given: [x[0] if x else "" for x in given]
    def trimmed(given):
        given = list(given)
        while not given[-1]:
            given.pop()
        return given
    inputs, outputs = trimmed(inputs), trimmed(outputs)
    put("model.onnx", model(op, names(inputs), names(outputs), attributes))
    for prefix, given in ("input", inputs), ("output", outputs):
        for i, x in enumerate(x for x in given if x):
            put(f"test_data_set_0/{prefix}_{i}.pb", tensor(*x))


def main(file, count, seed):
    others = [rope_case, norm_case, gelu_case, softmax_case, matmul_case, gemm_case]
    with zipfile.ZipFile(file, "w") as archive:
        for i in range(count):
            rng = np.random.default_rng([seed, i])
            case = attention_case if i % 5 < 3 else others[i // 5 * 2 % len(others) + i % 5 - 3]
            op, *rest = case(rng)
            write(archive, f"{i:05d}_{op.lower()}", op, *rest)


if __name__ == "__main__":
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "sdpa", "testdata", "onnx.zip")
    arguments = sys.argv[1:]
    main(arguments[0] if arguments else here, int(arguments[1]) if len(arguments) > 1 else 100, int(arguments[2]) if len(arguments) > 2 else 1)
