"""The parts alone: cells over a sequence, a bidirectional encoder with padding, scores, multi-head attention, sinusoids."""
import math

import torch
from torch import nn

from recurrent import LAYERS, local
from transformer import sinusoids


def cells():
    """Every layer of PyTorch over `[batch 2, time 5, input 7]` into 3, from a state that is not zero."""
    out = {}
    for kind, layer in LAYERS.items():
        net, x, first = layer(7, 3, batch_first=True), torch.randn(2, 5, 7), torch.randn(1, 2, 3)
        memory = torch.randn(1, 2, 3)
        states, last = net(x, (first, memory) if kind == "lstm" else first)
        case = {"input.weight": net.weight_ih_l0, "input.bias": net.bias_ih_l0, "hidden.weight": net.weight_hh_l0, "hidden.bias": net.bias_hh_l0,
                "x": x, "first": first[0], "states": states}
        case |= {"first_memory": memory[0], "last_memory": last[1][0]} if kind == "lstm" else {}
        out |= {f"{kind}.{name}": tensor for name, tensor in case.items()}
    return out


def encoders():
    """Bidirectional layers over sentences of 5, 2 and 3 tokens, packed: padding takes no part."""
    out, lens = {}, torch.tensor([5, 2, 3])
    for kind in ("gru", "lstm"):
        net, x = LAYERS[kind](7, 3, bidirectional=True, batch_first=True), torch.randn(3, 5, 7)
        packed = nn.utils.rnn.pack_padded_sequence(x, lens, batch_first=True, enforce_sorted=False)
        states, last = net(packed)
        states, _ = nn.utils.rnn.pad_packed_sequence(states, batch_first=True)
        last = last[0] if kind == "lstm" else last
        case = {"x": x, "lens": lens, "states": states, "last": torch.cat(list(last), -1)}
        for direction, suffix in (("forward", ""), ("backward", "_reverse")):
            for part, theirs in (("input", "ih"), ("hidden", "hh")):
                case |= {f"{direction}.{part}.{k}": getattr(net, f"{k}_{theirs}_l0{suffix}") for k in ("weight", "bias")}
        out |= {f"encoder.{kind}.{name}": tensor for name, tensor in case.items()}
    return out


def scores():
    """Every score function for `[batch 2, queries 4]` over 5 positions of width 6, the last two masked in the second row."""
    query, value = torch.randn(2, 4, 6), torch.randn(2, 5, 6)
    mask = torch.tensor([[0, 0, 0, 0, 0], [0, 0, 0, 1, 1]]).bool()
    w, u, b, v, general = torch.randn(3, 6), torch.randn(3, 6), torch.randn(3), torch.randn(1, 3), torch.randn(6, 6)
    out = {"query": query, "value": value, "mask": mask, "query.weight": w, "key.weight": u, "key.bias": b, "energy.weight": v, "general.weight": general}
    pair = torch.cat([query[:, :, None].expand(2, 4, 5, 6), value[:, None].expand(2, 4, 5, 6)], -1)
    made = {
        "additive": (torch.tanh((query @ w.T)[:, :, None] + (value @ u.T + b)[:, None]) @ v.T).squeeze(-1),
        "dot": torch.einsum("btd,bsd->bts", query, value),
        "general": torch.einsum("btd,de,bse->bts", query, general, value),
        "scaled-dot": torch.einsum("btd,bsd->bts", query, value) / math.sqrt(6),
        "cosine": torch.cosine_similarity(query[:, :, None], value[:, None], -1),
        "concat": (torch.tanh(pair @ torch.cat([w, u], 1).T + b) @ v.T).squeeze(-1),
    }
    for name, score in made.items():
        weights = score.masked_fill(mask[:, None], -torch.inf).softmax(-1)
        out |= {f"{name}.scores": score, f"{name}.weights": weights, f"{name}.context": weights @ value}
    return {f"score.{name}": tensor for name, tensor in out.items()}


def places():
    """The score functions that know of places, for the query and value of `scores`: whose sources have 5 and 3 tokens.

    The queries are those of the steps 0 to 3. Numbers of their own, so that those of the others stay."""
    query, value = torch.randn(2, 4, 6), torch.randn(2, 5, 6)
    mask = torch.tensor([[0, 0, 0, 0, 0], [0, 0, 0, 1, 1]]).bool()[:, None]
    lens, steps = torch.tensor([[[5]], [[3]]]), torch.arange(4)[None, :, None]
    w, general, w_p, v_p = torch.randn(7, 6), torch.randn(6, 6), torch.randn(6, 6), torch.randn(1, 6)
    out = {"query": query, "value": value, "mask": mask[:, 0], "location.weight": w, "general.weight": general,
           "position.weight": w_p, "position_energy.weight": v_p}
    by_place, product = (query @ w.T)[:, :, :5], torch.einsum("btd,de,bse->bts", query, general, value)
    monotonic = torch.minimum(steps, lens - 1).float()
    predictive = lens * torch.sigmoid(torch.tanh(query @ w_p.T) @ v_p.T)
    made = {"location": (by_place, by_place.masked_fill(mask, -torch.inf).softmax(-1), None),
            "local-m": (product, local(product, mask, monotonic, False), monotonic),
            "local-p": (product, local(product, mask, predictive, True), predictive)}
    for name, (score, weights, position) in made.items():
        out |= {f"{name}.scores": score, f"{name}.weights": weights, f"{name}.context": weights @ value}
        out |= {} if position is None else {f"{name}.position": position}
    return {f"places.{name}": tensor for name, tensor in out.items()}


def multi_head():
    """nn.MultiheadAttention, 3 heads of 4, queries `[2, 5]` to keys `[2, 7]`, the last three of the second row masked."""
    net, query, key = nn.MultiheadAttention(12, 3, batch_first=True), torch.randn(2, 5, 12), torch.randn(2, 7, 12)
    net.in_proj_bias.data.normal_(), net.out_proj.bias.data.normal_()
    mask = torch.arange(7)[None] >= torch.tensor([7, 4])[:, None]
    output, weights = net(query, key, key, key_padding_mask=mask, average_attn_weights=False)
    out = {"x": query, "key_value": key, "mask": mask, "result": output, "weights": weights, "output.weight": net.out_proj.weight, "output.bias": net.out_proj.bias}
    for kind, joined in (("weight", net.in_proj_weight), ("bias", net.in_proj_bias)):
        out |= {f"{role}.{kind}": part for role, part in zip(("query", "key", "value"), joined.chunk(3))}
    return {f"multi_head.{name}": tensor for name, tensor in out.items()}


def golden():
    return cells() | encoders() | scores() | multi_head() | {"sinusoids": sinusoids(23, 10)}
