"""A Transformer of PyTorch's own layers (post-norm), its attention weights by head."""
import math

import torch
from torch import nn

from vocabulary import EOS, PAD, PIECES, SOS, SOURCE, batch, batch_tensors, choose, ids

D_MODEL, N_HEADS, N_LAYERS, D_FF, STEPS = 18, 3, 2, 25, 8


def sinusoids(length, d_model):
    """Interleaved sine and cosine; Vaswani et al. 2017, §3.5."""
    angle = torch.arange(length, dtype=torch.float64)[:, None] / 10000 ** (torch.arange(0, d_model, 2, dtype=torch.float64) / d_model)
    return torch.stack([angle.sin(), angle.cos()], -1).flatten(1).float()


def heads(attention, query, key, mask):
    """Scaled scores of nn.MultiheadAttention by head, `[batch, heads, query, key]`, and its own weights, which must be their softmax."""
    w_q, w_k, _ = attention.in_proj_weight.chunk(3)
    b_q, b_k, _ = attention.in_proj_bias.chunk(3)
    split = lambda x: x.unflatten(-1, (N_HEADS, -1)).transpose(1, 2)
    q, k = split(query @ w_q.T + b_q), split(key @ w_k.T + b_k)
    scores = q @ k.transpose(-1, -2) / math.sqrt(D_MODEL // N_HEADS)
    masked = scores if mask is None else scores.masked_fill(mask, -torch.inf)
    flat = None if mask is None else mask.expand_as(scores).flatten(0, 1)
    output, weights = attention(query, key, key, attn_mask=flat, average_attn_weights=False)
    torch.testing.assert_close(weights, masked.softmax(-1))
    return output, scores, weights


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(len(PIECES), D_MODEL)
        self.tf = nn.Transformer(D_MODEL, N_HEADS, N_LAYERS, N_LAYERS, D_FF, 0.0, batch_first=True)
        self.tf.encoder.norm = self.tf.decoder.norm = None
        self.bias = nn.Parameter(torch.randn(len(PIECES)) / 2)
        # What `interventions.py` switches off: positions, the causal mask, and `(part, layer)` whose input is not added.
        self.positions, self.causal, self.residuals_off = True, True, ()
        # Biases and norms start at 0 and 1 in PyTorch; random ones show a forgotten one.
        for name, parameter in self.tf.named_parameters():
            if parameter.dim() == 1:
                parameter.data += torch.randn_like(parameter) / 3
        self.embedding.weight.data /= 2

    def embed(self, tokens):
        return self.embedding(tokens) * math.sqrt(D_MODEL) + self.positions * sinusoids(tokens.shape[1], D_MODEL)

    def added(self, x, part, layer):
        return torch.zeros_like(x) if (part, layer) in self.residuals_off else x

    def encode(self, src):
        """Layer by layer, to see the weights; returns the states and each layer's `[batch, heads, src, src]`."""
        x, weights, mask = self.embed(src), [], src.eq(PAD)[:, None, None]
        for n, layer in enumerate(self.tf.encoder.layers):
            output, _, seen = heads(layer.self_attn, x, x, mask)
            x = layer.norm1(self.added(x, "encoderSelfAttention", n) + output)
            x = layer.norm2(self.added(x, "encoderFeedForward", n) + layer.linear2(layer.linear1(x).relu()))
            weights.append(seen)
        return x, weights

    def decode(self, memory, mask_pad, tgt_in):
        n = tgt_in.shape[1]
        causal = torch.ones(n, n, dtype=torch.bool).triu(1)[None, None] if self.causal else None
        x, seen = self.embed(tgt_in), []
        for n, layer in enumerate(self.tf.decoder.layers):
            output, _, self_weights = heads(layer.self_attn, x, x, causal)
            x = layer.norm1(self.added(x, "selfAttention", n) + output)
            cross, scores, weights = heads(layer.multihead_attn, x, memory, mask_pad[:, None, None])
            x = layer.norm2(self.added(x, "crossAttention", n) + cross)
            x = layer.norm3(self.added(x, "feedForward", n) + layer.linear2(layer.linear1(x).relu()))
            seen.append({"self_weights": self_weights, "scores": scores, "weights": weights, "context": cross})
        return x, seen, x @ self.embedding.weight.T + self.bias

    def forward(self, src, tgt_in):
        """PyTorch's own forward pass, from end to end."""
        mask, n = src.eq(PAD), tgt_in.shape[1]
        causal = torch.ones(n, n, dtype=torch.bool).triu(1)
        x = self.tf(self.embed(src), self.embed(tgt_in), tgt_mask=causal, src_key_padding_mask=mask, memory_key_padding_mask=mask)
        return x @ self.embedding.weight.T + self.bias

    def weights(self):
        """By the project's names (models/README.md)."""
        out = {"embedding.weight": self.embedding.weight, "output.bias": self.bias}
        renamed = {"encoder": {"norm1": "self_attn_norm", "norm2": "ffn_norm"},
                   "decoder": {"norm1": "self_attn_norm", "norm2": "cross_attn_norm", "norm3": "ffn_norm"}}
        for side, norms in renamed.items():
            names = norms | {"linear1": "ffn.inner", "linear2": "ffn.outer", "self_attn": "self_attn", "multihead_attn": "cross_attn"}
            for n, layer in enumerate(getattr(self.tf, side).layers):
                for name, x in layer.named_parameters():
                    part, _, rest = name.partition(".")
                    ours = f"{side}.layers.{n}.{names[part]}"
                    if rest.startswith("in_proj"):
                        kind = rest.removeprefix("in_proj_")
                        out |= {f"{ours}.{role}.{kind}": third for role, third in zip(("query", "key", "value"), x.chunk(3))}
                    else:
                        out[f"{ours}.{rest.replace('out_proj', 'output')}"] = x
        return out


def trace(model):
    """One sentence, greedily, every step from the whole beginning: no cache to be wrong."""
    src = torch.tensor([ids(SOURCE) + [EOS]])
    states, encoder_weights = model.encode(src)
    out = {"trace.encoder": states[0], "trace.encoder_weights": torch.cat([w[0] for w in encoder_weights]).flatten(0, 1)}
    made, steps = [SOS], []
    for position in range(STEPS):
        x, seen, logits = model.decode(states, src.eq(PAD), torch.tensor([made]))
        log_probs = logits[0, -1].log_softmax(-1)
        made.append(choose(log_probs))
        rows = {name: torch.cat([layer[name][0, :, -1] for layer in seen]) for name in ("scores", "weights", "self_weights")}
        out[f"trace.self_weights.{position}"] = rows.pop("self_weights")
        steps.append(rows | {"hidden": x[0, -1], "context": seen[-1]["context"][0, -1], "log_probs": log_probs, "ids": torch.tensor(made[-1])})
        if made[-1] == EOS:
            break
    return out | {f"trace.{name}": torch.stack([step[name] for step in steps]) for name in steps[0]}


def golden():
    """config.json's network, the weights by our names, the case."""
    model = Transformer().eval()
    src, _, tgt_in = batch()
    logits = model(src, tgt_in)
    states, encoder_weights = model.encode(src)
    _, seen, by_layer = model.decode(states, src.eq(PAD), tgt_in)
    torch.testing.assert_close(logits, by_layer, rtol=1e-4, atol=1e-4)
    network = dict(family="transformer", d_model=D_MODEL, n_heads=N_HEADS, n_layers=N_LAYERS, d_ff=D_FF, dropout=0.0)
    case = batch_tensors() | {"batch.logits": logits, "batch.states": states}
    case |= {f"batch.encoder_weights.{n}": w for n, w in enumerate(encoder_weights)}
    return network, model.weights(), case | trace(model)
