"""Every step of a document, computed with torch."""

import math
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

import parameters
import positions
from document import DocumentError
from number import matrix


@dataclass
class Step:
    id: str
    op: str
    inputs: list
    axes: list
    value: torch.Tensor
    set: np.ndarray  # bool, the cells set by hand


class Table:
    """The steps in order. put() applies the cells set by hand and gives back what the following steps read.

    With `follow` (step id -> matrix), the following steps read those matrices instead: then each value is what torch
    makes of another engine's own inputs.
    """

    def __init__(self, doc, follow=None):
        self.doc, self.follow, self.steps = doc, follow or {}, []
        self.untouched = set(doc.cells)

    def put(self, id, op, inputs, axes, value):
        value = self.edited(id, value)
        by_hand = np.zeros(tuple(value.shape), bool)
        for cell in self.doc.cells.get(id, ()):
            by_hand[cell] = True
        self.steps.append(Step(id, op, inputs, axes.split(), value, by_hand))
        return self.follow.get(id, value)

    def edited(self, id, value):
        self.untouched.discard(id)
        cells = self.doc.cells.get(id)
        if not cells:
            return value
        value = value.clone()
        for (r, c), number in cells.items():
            if r >= value.shape[0] or c >= value.shape[1]:
                raise DocumentError(f"{id}.{r}.{c} is outside {tuple(value.shape)}")
            value[r, c] = number
        return value


def forward(doc, follow=None):
    """The list of Steps, in the order of the step table."""
    table = Table(doc, follow)
    drawn = parameters.draw_linears(doc)
    x = input_matrix(table)
    q = linear(table, "q", "x", x, drawn, "T", "H·Dh", "D")
    k = linear(table, "k", "x", x, drawn, "T", "G·Dh", "D")
    v = linear(table, "v", "x", x, drawn, "T", "G·Dh", "D")
    contexts = [head(table, h, q, k, v) for h in range(doc.H)]
    names = [f"head.{h}.context" for h in range(doc.H)]
    concat = table.put("concat", "concat", names, "T H·Dh", torch.cat(contexts, dim=1))
    if doc.out_proj:
        linear(table, "o", "concat", concat, drawn, "T", "D", "H·Dh")
    else:
        table.put("out", "copy", ["concat"], "T H·Dh", concat)
    if table.untouched:
        raise DocumentError(f"cells of absent steps: {sorted(table.untouched)}")
    return table.steps


def input_matrix(table):
    """x (T, D), with emb, lookup and pos before it where they exist."""
    doc = table.doc
    if doc.given is not None:
        op, inputs, rows = "given", [], matrix(doc.given)
    else:
        drawn = parameters.draw_embedding(doc)
        emb = table.put("emb", "parameter", [], "N D", parameters.replaced(doc.sources["emb"], drawn, "emb"))
        order = parameters.distinct(doc.tokens)
        indices = torch.tensor([order.index(token) for token in doc.tokens])
        op, inputs, rows = "lookup", ["emb"], F.embedding(indices, emb)
    if doc.pos != "sinusoidal":
        return table.put("x", op, inputs, "T D", rows)
    rows = table.put("lookup", op, inputs, "T D", rows)
    pos = table.put("pos", "position", [], "T D", positions.sinusoidal(doc.T, doc.D))
    return table.put("x", "add", ["lookup", "pos"], "T D", rows + pos)


def linear(table, name, source, rows, drawn, T, outer, inner):
    """w, b and the product of one nn.Linear: three steps, or two without a bias."""
    w_id, b_id = "w" + name, "b" + name
    w = parameter(table, w_id, drawn, f"{outer} {inner}")
    inputs, b = [source, w_id], None
    if table.doc.bias:
        b = parameter(table, b_id, drawn, f"1 {outer}").reshape(-1)
        inputs.append(b_id)
    step = "out" if name == "o" else name
    return table.put(step, "linear", inputs, f"{T} {outer}", F.linear(rows, w, b))


def parameter(table, id, drawn, axes):
    source = table.doc.sources[id]
    if isinstance(source, str) and source.startswith("tie:"):
        if id in table.doc.cells:
            raise DocumentError(f"{id} is tied and has no cells of its own")
        other = id[0] + source[len("tie:") :]
        value = table.follow.get(other, settled(table, other, drawn, {id}))
        if value.shape != drawn[id].shape:
            raise DocumentError(f"{id} and {other} have different shapes")
        return table.put(id, "tie", [other], axes, value)
    return table.put(id, "parameter", [], axes, parameters.replaced(source, drawn[id], id))


def settled(table, id, drawn, seen):
    """A parameter after its edits, which may stand further down in the table, through any chain of ties."""
    if id in seen:
        raise DocumentError(f"ties go round: {sorted(seen)}")
    source = table.doc.sources[id]
    if isinstance(source, str) and source.startswith("tie:"):
        return settled(table, id[0] + source[len("tie:") :], drawn, seen | {id})
    return table.edited(id, parameters.replaced(source, drawn[id], id))


def head(table, h, q, k, v):
    """All steps of one head; its context (T, Dh)."""
    doc, at = table.doc, f"head.{h}."
    group = h * doc.G // doc.H

    def columns(all_heads, i):
        return all_heads[:, i * doc.Dh : (i + 1) * doc.Dh]

    qh = table.put(at + "q", "slice", ["q"], "T Dh", columns(q, h))
    kh = table.put(at + "k", "slice", ["k"], "S Dh", columns(k, group))
    vh = table.put(at + "v", "slice", ["v"], "S Dh", columns(v, group))
    q_id, k_id = at + "q", at + "k"
    if doc.pos == "rope":
        qh = table.put(at + "q_rot", "rope", [q_id], "T Dh", positions.rope(qh))
        kh = table.put(at + "k_rot", "rope", [k_id], "S Dh", positions.rope(kh))
        q_id, k_id = at + "q_rot", at + "k_rot"

    scores = table.put(at + "scores", "matmulT", [q_id, k_id], "T S", torch.matmul(qh, kh.T))
    last, scores = score_steps(table, h, at, at + "scores", scores)
    attn = torch.softmax(scores, dim=1 if doc.softmax == "keys" else 0)
    attn = table.put(at + "attn", "softmax", [last], "T S", attn)
    return table.put(at + "context", "matmul", [at + "attn", at + "v"], "T Dh", torch.matmul(attn, vh))


def score_steps(table, h, at, last, s):
    """scale, alibi, softcap, temperature, mask and pad, each where the document asks for it."""
    doc = table.doc

    def then(name, op, value):
        nonlocal last, s
        s = table.put(at + name, op, [last], "T S", value)
        last = at + name

    if doc.scale != "none":
        factor = 1 / math.sqrt(doc.Dh) if doc.scale == "sqrt" else doc.scale
        then("scaled", "scale", s * torch.full_like(s, factor))
    if doc.pos == "alibi":
        then("biased", "alibi", s + positions.alibi(doc.T, doc.T, positions.alibi_slopes(doc.H)[h]))
    if doc.softcap is not None:
        cap = torch.full_like(s, doc.softcap)
        then("capped", "softcap", cap * torch.tanh(s / cap))
    if doc.temperature != 1:
        then("tempered", "divide", s / torch.full_like(s, doc.temperature))
    if doc.mask != "none" or doc.pad > 0:
        then("masked", "mask", s.masked_fill(~visible(doc), -math.inf))
    return last, s


def visible(doc):
    """(T, S) bool: which keys a query may look at."""
    t, s = torch.arange(doc.T)[:, None], torch.arange(doc.T)[None, :]
    seen = s < doc.T - doc.pad
    if doc.mask == "causal":
        return seen & (s <= t)
    if doc.mask == "window":
        return seen & (s <= t) & (s > t - doc.window)
    return seen.expand(doc.T, doc.T)
