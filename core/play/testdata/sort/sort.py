"""Trains the model of the preset `sort`, and writes its parameters and the preset's document.

    python3 core/play/testdata/sort/sort.py                  trains, writes parameters.json and core/play/sort.gen.go
    python3 core/play/testdata/sort/sort.py 120210           prints the document of another input

The task and the shape of the model are those of minGPT's demonstration: six digits of 0, 1, 2 go in, then the same six
in order come out, one after another. One layer, two heads, width 16; x -> x + attention(norm(x)) -> x + mlp(norm(x)) ->
norm -> scores of the three digits. Parameters are rounded to a few decimals before the model is judged, so that what is
shown is what was measured.
"""

import itertools
import json
import os
import sys

import torch
from torch import nn
from torch.nn import functional

HERE = os.path.dirname(os.path.abspath(__file__))
PLAY = os.path.join(HERE, "../..")
SEED, STEPS, BATCH, DECIMALS = 0, 1000, 128, 2
LENGTH, DIGITS, WIDTH, HEADS = 6, 3, 16, 2
PLACES = 2 * LENGTH - 1
SHOWN = "201102"


class Sorter(nn.Module):
    def __init__(self):
        super().__init__()
        self.emb = nn.Embedding(DIGITS, WIDTH)
        self.pos = nn.Embedding(PLACES, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH)
        self.q = nn.Linear(WIDTH, WIDTH)
        self.k = nn.Linear(WIDTH, WIDTH)
        self.v = nn.Linear(WIDTH, WIDTH)
        self.o = nn.Linear(WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm3 = nn.LayerNorm(WIDTH)
        self.head = nn.Linear(WIDTH, DIGITS, bias=False)

    def enters(self, ids):
        """What enters the four linears: (B, T, D)."""
        return self.norm1(self.residual(ids))

    def residual(self, ids):
        return self.emb(ids) + self.pos.weight[: ids.shape[1]]

    def attention(self, x):
        """(B, H, T, S)"""
        b, t, d = x.shape
        split = lambda y: y.view(b, t, HEADS, d // HEADS).transpose(1, 2)
        scores = split(self.q(x)) @ split(self.k(x)).transpose(2, 3) / (d // HEADS) ** 0.5
        return scores.masked_fill(torch.ones(t, t).tril() == 0, -torch.inf).softmax(-1), split(self.v(x))

    def forward(self, ids):
        shares, values = self.attention(self.enters(ids))
        x = self.residual(ids) + self.o((shares @ values).transpose(1, 2).flatten(2))
        x = x + self.down(functional.relu(self.up(self.norm2(x))))
        return self.head(self.norm3(x))


def sorted_by(model, given):
    """The digits that the model writes after (B, LENGTH) given ones, one after another: (B, LENGTH)."""
    ids = given
    for _ in range(LENGTH):
        ids = torch.cat([ids, model(ids)[:, -1].argmax(-1, keepdim=True)], 1)
    return ids[:, LENGTH:]


def all_inputs():
    return torch.tensor(list(itertools.product(range(DIGITS), repeat=LENGTH)))


def right(model):
    given = all_inputs()
    return int((sorted_by(model, given) == given.sort(1).values).all(1).sum())


def train():
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    model = Sorter()
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-2)
    rate = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, STEPS)
    for _ in range(STEPS):
        given = torch.randint(DIGITS, (BATCH, LENGTH))
        ids = torch.cat([given, given.sort(1).values], 1)
        scores = model(ids[:, :-1])[:, LENGTH - 1 :]
        loss = functional.cross_entropy(scores.flatten(0, 1), ids[:, LENGTH:].flatten())
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        rate.step()
    with torch.no_grad():
        for p in model.parameters():
            p.copy_((p * 10**DECIMALS).round() / 10**DECIMALS + 0.0)  # no -0
    return model.eval()


def rows(matrix, decimals=DECIMALS):
    def number(v):
        text = f"{float(v):.{decimals}f}".rstrip("0").rstrip(".")
        return "0" if text == "-0" else text

    return ";".join(",".join(number(v) for v in row) for row in matrix)


def document(model, digits):
    """The document that shows the attention of one input and the digits that the model writes after it, in canonical form."""
    given = torch.tensor([[int(c) for c in digits]])
    ids = torch.cat([given, sorted_by(model, given)], 1)[:, :-1]
    pairs = [
        ("tokens", "%7C".join(str(int(i)) for i in ids[0])),
        ("x", rows(model.enters(ids)[0])),
        ("heads", str(HEADS)),
    ]
    pairs += [("w" + n, rows(getattr(model, n).weight)) for n in "qkvo"]
    pairs += [("b" + n, rows(getattr(model, n).bias[None])) for n in "qkvo"]
    pairs += [("mask", "causal")]
    return "&".join(f"{k}={v}" for k, v in pairs)


def main():
    path = os.path.join(HERE, "parameters.json")
    with torch.no_grad():
        if len(sys.argv) > 1:
            model = Sorter()
            model.load_state_dict({k: torch.tensor(v) for k, v in json.load(open(path))["parameters"].items()})
            print(document(model, sys.argv[1]))
            return
    model = train()
    with torch.no_grad():
        count, correct = sum(p.numel() for p in model.parameters()), right(model)
        told = f"{count} parameters, seed {SEED}, {correct} of {DIGITS**LENGTH} inputs sorted"
        print(told)
        state = {k: [[round(float(x), DECIMALS) for x in r] for r in v] if v.dim() == 2 else [round(float(x), DECIMALS) for x in v] for k, v in model.state_dict().items()}
        record = {"seed": SEED, "torch": torch.__version__, "inputs": DIGITS**LENGTH, "right": correct, "parameters": state}
        with open(path, "w") as f:
            f.write("{\n" + ",\n".join(f'"{k}": {json.dumps(v)}' for k, v in record.items() if k != "parameters") + ',\n"parameters": {\n')
            f.write(",\n".join(f'"{k}": {json.dumps(v)}' for k, v in state.items()) + "\n}\n}\n")
        with open(os.path.join(PLAY, "sort.gen.go"), "w") as f:
            f.write("// Code generated by core/play/testdata/sort/sort.py. DO NOT EDIT.\n\npackage play\n\n")
            f.write(f"// sortDoc shows the attention of a trained model ({told})\n// while it sorts {SHOWN}.\n")
            lines = document(model, SHOWN).split("&")
            f.write('const sortDoc = "' + '" +\n\t"&'.join(lines) + '"\n')


main()
