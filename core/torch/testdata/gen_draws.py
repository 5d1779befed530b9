"""Writes draws.txt and tokens.txt: what PyTorch draws, for core/torch to match bit for bit.

    python3 core/torch/testdata/gen_draws.py

Needs PyTorch (verified: 1.13.1) on x86-64 with AVX2. A line ends with the count of numbers, the CRC-32 of all of
them as little-endian float32, and the bits of the first eight in hex. Fields are separated by tabs.

    draws.txt    seed, calls in turn on one generator, …
    tokens.txt   token, dim, seed, …
"""

import os
import pathlib
import zlib

os.environ["ATEN_CPU_CAPABILITY"] = "avx2"
import torch
from torch import nn

assert "CPU capability usage: AVX2" in torch.__config__.show(), "these bits are those of the AVX2 kernels"

HERE = pathlib.Path(__file__).parent
SEEDS = [0, 42, 123456789, 4294967295]


def bits(numbers):
    raw = numbers.detach().numpy().astype("<f4").tobytes()
    words = [raw[i : i + 4][::-1].hex() for i in range(0, min(len(raw), 32), 4)]
    return [str(len(raw) // 4), f"{zlib.crc32(raw):08x}", " ".join(words)]


def call(text):
    """Runs one call, such as "linear 4 8 bias" or "randn 20", on the default generator."""
    name, *args = text.split()
    if name == "rand":
        return torch.rand(int(args[0]))
    if name == "randn":
        return torch.randn(int(args[0]))
    if name == "embedding":
        return nn.Embedding(int(args[0]), int(args[1])).weight.flatten()
    linear = nn.Linear(int(args[0]), int(args[1]), bias=args[2:] == ["bias"])
    return torch.cat([p.flatten() for p in linear.parameters()])


def draws():
    for seed in SEEDS:
        for n in [1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 64, 100, 768]:
            yield seed, [f"linear {n} {n} bias"]
            yield seed, [f"linear {n} 7"]
        for n in [*range(1, 41), 64, 100, 1023]:
            yield seed, [f"randn {n}"]
        for n in [1, 226, 227, 228, 623, 624, 625, 1249]:
            yield seed, [f"rand {n}", f"rand {n}"]
        # an attention block: q, k, v, o
        yield seed, ["linear 8 8 bias", "linear 8 4 bias", "linear 8 4 bias", "linear 8 8 bias"]
        yield seed, ["linear 4 4", "linear 4 4", "linear 4 4"]
        yield seed, ["embedding 10 4", "linear 4 4 bias"]
        # the spare normal number outlives everything but the next short randn
        yield seed, ["randn 3", "randn 20", "rand 5", "randn 2", "linear 3 3", "randn 1", "randn 1"]


def tokens():
    words = ["", "a", "the", "chat", "ChatGPT", "안녕하세요", "저", "는", "입니다", "가", "🙂", "👨‍👩‍👧", "é", "<0xC3>", "##gp", " "]
    for i, word in enumerate(words):
        for dim in [1, 4, 7, 15, 16, 17, 32, 64, 100, 300]:
            yield word, dim, SEEDS[(i + dim) % len(SEEDS)]


def write(name, lines):
    text = "".join("\t".join(line) + "\n" for line in lines)
    (HERE / name).write_text(text, encoding="utf-8")


def draw_lines():
    for seed, calls in draws():
        torch.manual_seed(seed)
        yield [str(seed), ", ".join(calls), *bits(torch.cat([call(c) for c in calls]))]


def token_lines():
    for word, dim, seed in tokens():
        g = torch.Generator().manual_seed((seed + zlib.crc32(word.encode())) % 2**32)
        yield [word, str(dim), str(seed), *bits(torch.randn(dim, generator=g))]


write("draws.txt", draw_lines())
write("tokens.txt", token_lines())
