"""The document: key=value pairs as text, read into a Document with every default in place."""

import re
from dataclasses import dataclass, field

import number
import tokenizer

MATRICES = ("wq", "wk", "wv", "wo", "emb")
BIASES = ("bq", "bk", "bv", "bo")
KEYS = (
    ("v", "text", "tokenizer", "tokens", "x", "dim", "heads", "kv_heads", "head_dim", "seed", "bias", "out_proj")
    + MATRICES
    + BIASES
    + ("scale", "softcap", "temperature", "mask", "pad", "softmax", "pos")
)

_CELL = re.compile(r"(.+)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")
_UI = re.compile(r"ui\.[A-Za-z_]+")


class DocumentError(ValueError):
    """A document that breaks a rule. Which problem code the engine gives it is not this reader's business."""


@dataclass
class Document:
    tokens: list  # token texts, [] where x has no names
    given: object  # the x of the document, rows of floats, or None
    T: int
    D: int
    H: int
    G: int
    Dh: int
    seed: int
    bias: bool
    out_proj: bool
    sources: dict  # step id of a parameter -> "torch", "identity", "zero", "tie:k", or rows of floats
    scale: object  # "sqrt", "none", or a factor
    softcap: object  # None or the cap
    temperature: float
    mask: str  # "none", "causal", "window"
    window: int
    pad: int
    softmax: str  # "keys", "queries"
    pos: str  # "none", "sinusoidal", "rope", "alibi"
    cells: dict = field(default_factory=dict)  # step id -> {(row, column): value}


def pairs(text):
    """Split, unescape and sort into keys of the table and cells; ui.* is dropped."""
    if text[:1] in ("#", "?"):
        text = text[1:]
    if text.endswith("\n"):
        text = text[:-1]
    values, cells = {}, {}
    for pair in text.split("&"):
        if not pair:
            continue
        key, equals, value = pair.partition("=")
        if not equals:
            raise DocumentError(f"no = in {pair!r}")
        key, value = unescape(key), unescape(value)
        cell = _CELL.fullmatch(key)
        if _UI.fullmatch(key):
            continue
        if key in KEYS:
            target, name = values, key
        elif cell:
            target, name = cells.setdefault(cell[1], {}), (int(cell[2]), int(cell[3]))
            value = number.float32(value)
        else:
            raise DocumentError(f"unknown key {key!r}")
        if name in target:
            raise DocumentError(f"{key} stands twice")
        target[name] = value
    return values, cells


def unescape(text):
    def one(match):
        if not match[1]:
            raise DocumentError(f"a broken escape in {text!r}")
        return bytes([int(match[1], 16)])

    return re.sub(rb"%([0-9A-Fa-f]{2})?", one, text.encode("utf-8")).decode("utf-8")


def literal(text):
    """Rows between ; or /, numbers between commas."""
    rows = [[number.float32(n) for n in row.split(",")] for row in re.split("[;/]", text)]
    if any(len(row) != len(rows[0]) for row in rows):
        raise DocumentError("rows of different lengths")
    return rows


def choice(values, key, *allowed):
    """One of a few words, the first being the default."""
    value = values.get(key, allowed[0])
    if value not in allowed:
        raise DocumentError(f"{key}={value}: one of {', '.join(allowed)}")
    return value


def whole(values, key, default, low, high):
    value = number.whole(values[key]) if key in values else default
    if not low <= value <= high:
        raise DocumentError(f"{key}={value}: from {low} to {high}")
    return value


def positive(values, key, default):
    value = number.float32(values[key]) if key in values else default
    if not value > 0:
        raise DocumentError(f"{key} must be greater than 0")
    return value


def read(text):
    """A Document, or DocumentError (ValueError for a bad number)."""
    values, cells = pairs(text)
    whole(values, "v", 1, 1, 1)
    tokens, given = read_input(values)
    T = len(given) if given else len(tokens)
    if not 1 <= T <= 128:
        raise DocumentError(f"{T} tokens")

    D = whole(values, "dim", len(given[0]) if given else 4, 1, 1024)
    if given and len(given[0]) != D:
        raise DocumentError(f"dim={D}, but x is {len(given[0])} wide")
    H = whole(values, "heads", 1, 1, 32)
    G = whole(values, "kv_heads", H, 1, H)
    if H % G or (D % H and "head_dim" not in values):
        raise DocumentError(f"dim={D} heads={H} kv_heads={G} do not fit together")
    Dh = whole(values, "head_dim", D // H, 1, 1024)
    if H * Dh > 2048:
        raise DocumentError("H·Dh is above 2048")

    mask, window = read_mask(values.get("mask", "none"))
    pos = choice(values, "pos", "none", "sinusoidal", "rope", "alibi")
    if pos == "rope" and Dh % 2:
        raise DocumentError("rope needs an even head_dim")
    scale = values.get("scale", "sqrt")
    return Document(
        tokens=tokens,
        given=given,
        T=T,
        D=D,
        H=H,
        G=G,
        Dh=Dh,
        seed=whole(values, "seed", 0, 0, 2**32 - 1),
        bias=choice(values, "bias", "1", "0") == "1",
        out_proj=choice(values, "out_proj", "1", "0") == "1",
        sources=read_sources(values),
        scale=scale if scale in ("sqrt", "none") else number.float32(scale),
        softcap=None if values.get("softcap", "off") == "off" else positive(values, "softcap", None),
        temperature=positive(values, "temperature", 1.0),
        mask=mask,
        window=window,
        pad=whole(values, "pad", 0, 0, T),
        softmax=choice(values, "softmax", "keys", "queries"),
        pos=pos,
        cells=cells,
    )


def read_input(values):
    """(tokens, rows of x or None)."""
    cut = choice(values, "tokenizer", "words", "chars", "bytes")
    if "text" in values:
        if "tokens" in values or "x" in values:
            raise DocumentError("text stands with tokens or x")
        return tokenizer.TOKENIZERS[cut](values["text"]), None
    tokens = tokenizer.split_listed(values["tokens"]) if "tokens" in values else []
    if "x" in values:
        given = literal(values["x"])
        if tokens and len(tokens) != len(given):
            raise DocumentError(f"{len(tokens)} tokens, {len(given)} rows")
        return tokens, given
    return tokens or list(tokenizer.ARTICLE), None


def read_sources(values):
    sources = {}
    for key in MATRICES + BIASES:
        value = values.get(key, "torch")
        words = {"torch", "zero"} if key in BIASES else {"torch", "zero", "identity"}
        if key in ("wq", "wk", "wv", "bq", "bk", "bv"):
            words |= {"tie:q", "tie:k", "tie:v"}
        if value not in words:
            value = literal(value)
            if key in BIASES and len(value) != 1:
                raise DocumentError(f"{key} has one row")
        sources[key] = value
    return sources


def read_mask(value):
    if value in ("none", "causal"):
        return value, 0
    if not value.startswith("window:"):
        raise DocumentError(f"mask={value}")
    window = number.whole(value[len("window:") :])
    if window < 1:
        raise DocumentError("a window holds at least one key")
    return "window", window
