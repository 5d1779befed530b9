"""Text to tokens. Grapheme clusters, categories and white space come from the regex module (Unicode 15.0)."""

import regex

ARTICLE = ["안녕하세요", "저", "##는", "chat", "gp", "t", "##입", "##니다"]

_WORD = regex.compile(r"[\p{L}\p{M}\p{Nd}]")
_SPACE = regex.compile(r"\p{White_Space}")


def clusters(text):
    return regex.findall(r"\X", text)


def words(text):
    """Runs of clusters that begin with a letter or a digit; any other cluster alone; white space separates."""
    tokens, run = [], ""
    for cluster in clusters(text):
        if _WORD.match(cluster):
            run += cluster
            continue
        if run:
            tokens.append(run)
            run = ""
        if not _SPACE.match(cluster):
            tokens.append(cluster)
    return tokens + [run] if run else tokens


def byte_tokens(text):
    """UTF-8 bytes: printable ASCII (the space too) as itself, others as <0xC3>."""
    return [chr(b) if 0x20 <= b <= 0x7E else f"<0x{b:02X}>" for b in text.encode("utf-8")]


TOKENIZERS = {"words": words, "chars": clusters, "bytes": byte_tokens}


def split_listed(text):
    """The value of `tokens`: pieces between bars, where a backslash guards a bar or a backslash."""
    tokens, piece, rest = [], "", iter(text)
    for char in rest:
        if char == "\\":
            char = next(rest, "")
            if char not in ("|", "\\"):
                raise ValueError("a backslash must guard | or \\")
            piece += char
        elif char == "|":
            tokens.append(piece)
            piece = ""
        else:
            piece += char
    tokens.append(piece)
    if "" in tokens:
        raise ValueError("an empty token")
    return tokens
