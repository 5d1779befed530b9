"""The order of summation that bit-for-bit comparison rests on, and a check that this torch keeps it.

F.linear of a torch with the plain BLAS (Debian's) adds products k ascending from 0, each product and each sum rounded
to float32, and the bias last. A torch built on MKL or OpenBLAS adds in another order, with fused multiply-add: its
traces would differ in last bits, so gen_golden.py refuses to write them.
"""

import numpy as np
import torch

import number


def linear(x, w, b):
    """x·Wᵀ + b for float32 tensors: k ascending, every operation rounded, bias last (b None: no bias)."""
    return products(x, w.T) if b is None else products(x, w.T) + b.reshape(1, -1)


def products(a, b):
    """a·b, k ascending. NumPy multiplies and adds in separate calls, so nothing is fused."""
    a, b = a.numpy(), b.numpy()
    total = np.zeros((a.shape[0], b.shape[1]), np.float32)
    with np.errstate(all="ignore"):
        for k in range(a.shape[1]):
            total = total + a[:, k, None] * b[None, k, :]
    return torch.from_numpy(total)


def require(steps):
    """Raises ValueError where a linear step is not the ascending sum, in any cell not set by hand."""
    values = {step.id: step.value for step in steps}
    for step in steps:
        if step.op != "linear":
            continue
        inputs = [values[id] for id in step.inputs]
        want = linear(*inputs) if len(inputs) == 3 else linear(*inputs, None)
        differ = (number.bits(want) != number.bits(step.value)) & ~step.set
        if differ.any():
            raise ValueError(
                f"{step.id} {tuple(step.value.shape)}: {int(differ.sum())} cells are not the ascending sum; "
                "this torch sums in another order (wanted: Debian's python3-torch with libblas3)"
            )
