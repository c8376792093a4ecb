"""The speed of training: `seq2see speed` beside PyTorch, on the same networks and batch, in turn.

    cargo build --release -p seq2see-train
    python bench/train_speed.py [additive transformer] [--threads 2] [--steps 20] [--rounds 3] [--seq2see target/release/seq2see]

Batch 128, 12 source tokens with `</s>` and 11 predicted target tokens a pair, 8,000 pieces; Adam, gradient norm
clipped at 1, label smoothing 0.1, dropout on. A round is the steps of one, then those of the other; the table has the
median of the rounds. Needs torch.

`--cpu-time` counts the processor's time in place of the clock's, with one thread: for a machine with other work on it. The start
of `seq2see` is counted then, too.
"""

import argparse
import pathlib
import re
import resource
import statistics
import subprocess
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

VOCAB, BATCH, SRC, TGT = 8000, 128, 12, 11


class Additive(nn.Module):
    """A bidirectional GRU encoder, additive attention, a GRU decoder, tied output."""

    def __init__(self, d=256, h=512, a=256, drop=0.15):
        super().__init__()
        self.embedding = nn.Embedding(VOCAB, d)
        self.encoder = nn.GRU(d, h // 2, bidirectional=True, batch_first=True)
        self.bridge = nn.Linear(h, h)
        self.query, self.key, self.energy = nn.Linear(h, a, bias=False), nn.Linear(h, a), nn.Linear(a, 1, bias=False)
        self.cell = nn.GRUCell(d + h, h)
        self.readout = nn.Linear(d + 2 * h, d)
        self.bias = nn.Parameter(torch.zeros(VOCAB))
        self.drop = nn.Dropout(drop)

    def forward(self, src, tgt_in):
        states, last = self.encoder(self.drop(self.embedding(src)))
        key = self.key(states)
        s = torch.tanh(self.bridge(torch.cat([last[0], last[1]], -1)))
        embedded, features = self.drop(self.embedding(tgt_in)), []
        for t in range(tgt_in.shape[1]):
            scores = self.energy(torch.tanh(self.query(s).unsqueeze(1) + key)).squeeze(-1)
            context = torch.bmm(scores.softmax(-1).unsqueeze(1), states).squeeze(1)
            s = self.cell(torch.cat([embedded[:, t], context], -1), s)
            features.append(torch.cat([embedded[:, t], s, context], -1))
        readout = self.drop(torch.tanh(self.readout(self.drop(torch.stack(features, 1)))))
        return F.linear(readout, self.embedding.weight, self.bias)


class Transformer(nn.Module):
    """3 + 3 layers, post-norm, tied output."""

    def __init__(self, d=256, heads=4, layers=3, ff=1024, drop=0.1):
        super().__init__()
        self.d = d
        self.embedding = nn.Embedding(VOCAB, d)
        self.positions = nn.Parameter(torch.randn(64, d), requires_grad=False)
        self.layers = nn.Transformer(d, heads, layers, layers, ff, drop, batch_first=True)
        self.layers.encoder.norm = self.layers.decoder.norm = None
        self.bias = nn.Parameter(torch.zeros(VOCAB))
        self.drop = nn.Dropout(drop)

    def embed(self, ids):
        return self.drop(self.embedding(ids) * self.d**0.5 + self.positions[: ids.shape[1]])

    def forward(self, src, tgt_in):
        causal = nn.Transformer.generate_square_subsequent_mask(tgt_in.shape[1])
        x = self.layers(self.embed(src), self.embed(tgt_in), tgt_mask=causal, tgt_is_causal=True)
        return F.linear(x, self.embedding.weight, self.bias)


def pytorch(network, threads, steps, cpu_time):
    """Tokens a second of PyTorch."""
    clock = time.process_time if cpu_time else time.perf_counter
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    model = Additive() if network == "additive" else Transformer()
    adam = torch.optim.Adam(model.parameters(), lr=1e-4, betas=(0.9, 0.98), eps=1e-9)
    src, tgt = torch.randint(4, VOCAB, (BATCH, SRC)), torch.randint(4, VOCAB, (BATCH, TGT + 1))
    seconds = []
    for _ in range(steps + 2):
        started = clock()
        logits = model(src, tgt[:, :-1])
        loss = F.cross_entropy(logits.flatten(0, 1), tgt[:, 1:].flatten(), label_smoothing=0.1)
        adam.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        adam.step()
        seconds.append(clock() - started)
    return BATCH * (SRC + TGT) / statistics.median(seconds[2:])


def seq2see(binary, network, threads, steps, cpu_time):
    """Tokens a second of the trainer."""
    before = processor_time()
    config = pathlib.Path(__file__).parent.parent / "experiments" / f"{network}.toml"
    command = [binary, "speed", "--config", config, "--threads", str(threads), "--steps", str(steps)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if cpu_time:
        # Two more are made before the steps that are counted.
        return BATCH * (SRC + TGT) * (steps + 2) / (processor_time() - before)
    return float(re.search(r"([\d.]+) tokens/s", told)[1])


def processor_time():
    """Of all processes that have ended, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def processor():
    """As the system calls it."""
    lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    name = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    kinds = [kind for kind in ("avx512f", "avx512_bf16", "amx_bf16") if any(kind in line for line in lines)]
    return f"{name}, {' '.join(kinds)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("networks", nargs="*", default=["additive", "transformer"])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seq2see", default="target/release/seq2see")
    parser.add_argument("--cpu-time", action="store_true")
    args = parser.parse_args()
    how = (1 if args.cpu_time else args.threads, args.steps, args.cpu_time)
    what = "processor time, one thread" if args.cpu_time else f"{args.threads} threads"
    print(f"{processor()}; {what}, PyTorch {torch.__version__}\n")
    print("| network | `seq2see` | PyTorch, float32 | ratio |\n|---|---:|---:|---:|")
    for network in args.networks:
        rounds = [
            (seq2see(args.seq2see, network, *how), pytorch(network, *how)) for _ in range(args.rounds)
        ]
        ours, theirs = (statistics.median(side) for side in zip(*rounds))
        print(f"| `{network}` | {ours:,.0f} | {theirs:,.0f} | {ours / theirs:.2f} |", flush=True)


main()
