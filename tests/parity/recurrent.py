"""A recurrent encoder–decoder with every mechanism, in PyTorch's own cells."""
import math

import torch
from torch import nn

from vocabulary import EOS, PAD, PIECES, SOS, SOURCE, batch, batch_tensors, choose, ids

D_EMBED, D_HIDDEN, D_ATTENTION, STEPS = 7, 10, 9, 8
LAYERS = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}
CELLS = {"rnn": nn.RNNCell, "gru": nn.GRUCell, "lstm": nn.LSTMCell}
LUONG = ("dot", "general", "concat", "scaled-dot", "cosine", "location", "local-m", "local-p")
MAX_SOURCE, WINDOW = 17, 2


class Recurrent(nn.Module):
    def __init__(self, cell, bidirectional, attention, reversed=False):
        super().__init__()
        self.kind, self.attention, self.reversed = cell, attention, reversed
        directions = 2 if bidirectional else 1
        self.embedding = nn.Embedding(len(PIECES), D_EMBED)
        self.encoder = LAYERS[cell](D_EMBED, D_HIDDEN // directions, bidirectional=bidirectional, batch_first=True)
        self.bridge = nn.Linear(D_HIDDEN, D_HIDDEN)
        self.reads_context = attention in ("fixed-context", "additive")
        self.cell = CELLS[cell](D_EMBED + self.reads_context * D_HIDDEN, D_HIDDEN)
        if attention in ("additive", "concat"):
            self.query = nn.Linear(D_HIDDEN, D_ATTENTION, bias=False)
            self.key = nn.Linear(D_HIDDEN, D_ATTENTION)
            self.energy = nn.Linear(D_ATTENTION, 1, bias=False)
        if attention in ("general", "local-m", "local-p"):
            self.general = nn.Linear(D_HIDDEN, D_HIDDEN, bias=False)
        if attention == "location":
            self.location = nn.Linear(D_HIDDEN, MAX_SOURCE, bias=False)
        if attention == "local-p":
            self.position = nn.Linear(D_HIDDEN, D_HIDDEN, bias=False)
            self.position_energy = nn.Linear(D_HIDDEN, 1, bias=False)
        width = D_EMBED + 2 * D_HIDDEN if self.reads_context else D_HIDDEN if attention == "first-state" else 2 * D_HIDDEN
        self.readout = nn.Linear(width, D_EMBED)
        self.bias = nn.Parameter(torch.randn(len(PIECES)) / 2)
        # PyTorch's own initial weights are small; larger ones make attention rows that differ.
        for parameter in self.parameters():
            parameter.data *= 2

    def encode(self, src, lens):
        """Annotations, the last state, and what is padding; the padding never enters a state."""
        packed = nn.utils.rnn.pack_padded_sequence(self.embedding(src), lens, batch_first=True, enforce_sorted=False)
        states, last = self.encoder(packed)
        last = last[0] if self.kind == "lstm" else last
        states, _ = nn.utils.rnn.pad_packed_sequence(states, batch_first=True, total_length=src.shape[1])
        return states, torch.cat(list(last), -1), src.eq(PAD)

    def first_state(self, last):
        hidden = torch.tanh(self.bridge(last))
        return (hidden, torch.zeros_like(hidden))

    def scores(self, state, annotations):
        if self.attention == "additive":  # v tanh(W s + U h): Bahdanau et al. 2015, A.1.2
            energy = torch.tanh(self.query(state).unsqueeze(1) + self.key(annotations))
            return self.energy(energy).squeeze(-1)
        if self.attention == "dot":  # Luong et al. 2015, eq. 8
            return torch.einsum("bd,bsd->bs", state, annotations)
        if self.attention == "location":  # W_a h_t, a row of W_a for each place; Luong et al. 2015, §3.1
            return self.location(state)[:, :annotations.shape[1]]
        if self.attention in ("general", "local-m", "local-p"):
            return torch.einsum("bd,de,bse->bs", state, self.general.weight, annotations)
        if self.attention == "scaled-dot":  # Vaswani et al. 2017, eq. 1
            return torch.einsum("bd,bsd->bs", state, annotations) / math.sqrt(D_HIDDEN)
        if self.attention == "cosine":  # Graves et al. 2014, eq. 6
            return torch.cosine_similarity(state.unsqueeze(1), annotations, -1)
        # concat: v tanh(W_a [h_t; h_s]) with W_a in one piece, as the paper writes it
        both = torch.cat([state.unsqueeze(1).expand_as(annotations), annotations], -1)
        whole = torch.cat([self.query.weight, self.key.weight], 1)
        return self.energy(torch.tanh(both @ whole.T + self.key.bias)).squeeze(-1)

    def attend(self, state, encoded, t):
        """What is seen at step t, from 0: scores, weights, and the context."""
        annotations, _, mask = encoded
        seen = {"scores": self.scores(state, annotations)}
        if self.attention in ("local-m", "local-p"):
            seen["position"] = position = self.align(state, (~mask).sum(-1), t)
            seen["weights"] = local(seen["scores"], mask, position, self.attention == "local-p")
        else:
            seen["weights"] = seen["scores"].masked_fill(mask, -torch.inf).softmax(-1)
        return seen, torch.einsum("bs,bsd->bd", seen["weights"], annotations)

    def align(self, state, lens, t):
        """p_t, places counted from 0; Luong et al. 2015, §3.2 and eq. 9."""
        if self.attention == "local-m":
            return lens.sub(1).clamp(max=t).float().unsqueeze(-1)
        return lens.unsqueeze(-1) * torch.sigmoid(self.position_energy(torch.tanh(self.position(state))))

    def advance(self, x, state):
        if self.kind == "lstm":
            return self.cell(x, state)
        return (self.cell(x, state[0]), state[1])

    def step(self, previous, state, encoded, t):
        x, seen = self.embedding(previous), {}
        if self.reads_context:
            if self.attention == "additive":
                seen, context = self.attend(state[0], encoded, t)
            else:
                context = encoded[1]
            state = self.advance(torch.cat([x, context], -1), state)
            features = torch.cat([x, state[0], context], -1)
        else:
            state, context = self.advance(x, state), None
            features = state[0]
            if self.attention in LUONG:
                seen, context = self.attend(state[0], encoded, t)
                features = torch.cat([context, state[0]], -1)
        if context is not None:
            seen["context"] = context
        logits = torch.tanh(self.readout(features)) @ self.embedding.weight.T + self.bias
        return logits, state, seen | {"hidden": state[0]}

    def forward(self, src, lens, tgt_in):
        encoded = self.encode(src, lens)
        state, logits = self.first_state(encoded[1]), []
        for t, previous in enumerate(tgt_in.unbind(1)):
            step, state, _ = self.step(previous, state, encoded, t)
            logits.append(step)
        return torch.stack(logits, 1), encoded

    def weights(self):
        """By the project's names (models/README.md)."""
        out = {"embedding.weight": self.embedding.weight, "output.bias": self.bias}
        for direction, suffix in (("forward", ""), ("backward", "_reverse")):
            for part, theirs in (("input", "ih"), ("hidden", "hh")):
                for kind in ("weight", "bias"):
                    tensor = getattr(self.encoder, f"{kind}_{theirs}_l0{suffix}", None)
                    if tensor is not None:
                        out[f"encoder.{direction}.{part}.{kind}"] = tensor
        out["decoder.cell.input.weight"] = self.cell.weight_ih[:, :D_EMBED]
        if self.reads_context:
            out["decoder.context.weight"] = self.cell.weight_ih[:, D_EMBED:]
        out["decoder.cell.input.bias"], out["decoder.cell.hidden.bias"] = self.cell.bias_ih, self.cell.bias_hh
        out["decoder.cell.hidden.weight"] = self.cell.weight_hh
        modules = {"bridge": "bridge", "readout": "readout"}
        own = ("query", "key", "energy", "general", "location", "position", "position_energy")
        modules |= {f"attention.{name}": name for name in own if hasattr(self, name)}
        for ours, theirs in modules.items():
            out |= {f"{ours}.{name}": x for name, x in getattr(self, theirs).named_parameters()}
        return out


def local(scores, mask, position, gaussian):
    """Weights in a window of WINDOW to either side of p_t, `[.., 1]`; Luong et al. 2015, eq. 7 and, with a Gaussian, eq. 10.

    Where a window holds no token at all nothing is read."""
    places = torch.arange(scores.shape[-1])
    outside = mask | ((places - position).abs() > WINDOW)
    weights = scores.masked_fill(outside, -torch.inf).softmax(-1).nan_to_num()
    return weights * torch.exp(-(places - position) ** 2 / (2 * (WINDOW / 2) ** 2)) if gaussian else weights


def trace(model):
    """One sentence, greedily: everything that a step reports."""
    words = ids(SOURCE)
    order = words[::-1] if model.reversed else words
    encoded = model.encode(torch.tensor([order + [EOS]]), torch.tensor([len(words) + 1]))
    state, previous, steps = model.first_state(encoded[1]), SOS, []
    out = {"trace.first_state": state[0], "trace.encoder": encoded[0][0]}
    for t in range(STEPS):
        logits, state, seen = model.step(torch.tensor([previous]), state, encoded, t)
        log_probs = logits[0].log_softmax(-1)
        previous = choose(log_probs)
        steps.append({name: x[0] for name, x in seen.items()} | {"log_probs": log_probs, "ids": torch.tensor(previous)})
        if previous == EOS:
            break
    return out | {f"trace.{name}": torch.stack([step[name] for step in steps]) for name in steps[0]}


def golden(choices):
    """config.json's network, the weights by our names, the case."""
    model = Recurrent(**choices).eval()
    src, lens, tgt_in = batch()
    logits, encoded = model(src, lens, tgt_in)
    if model.reversed:  # the core's batches come in reading order
        assert not choices["bidirectional"]
    network = dict(family="seq2seq", d_embed=D_EMBED, d_hidden=D_HIDDEN, d_attention=D_ATTENTION, reversed=False, dropout=0.0) | choices
    network |= dict(window=WINDOW) if model.attention in ("local-m", "local-p") else {}
    case = batch_tensors() | {"batch.logits": logits, "batch.states": encoded[0], "batch.last": encoded[1]} | trace(model)
    return network, model.weights(), case
