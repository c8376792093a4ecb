"""A network that writes as it reads, in PyTorch's own layer."""
import torch
from torch import nn

from vocabulary import EOS, PIECES, SOURCE, batch, batch_tensors, choose, ids

D_HIDDEN = 9


class Elman(nn.Module):
    """h_t = tanh(W_x x_t + W_h h_{t-1}), y_t = W_y h_t: Elman 1990; W_y is the embedding."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(len(PIECES), D_HIDDEN)
        self.rnn = nn.RNN(D_HIDDEN, D_HIDDEN, batch_first=True)
        self.bias = nn.Parameter(torch.randn(len(PIECES)) / 2)
        for parameter in self.rnn.parameters():
            parameter.data *= 2

    def forward(self, src):
        states, _ = self.rnn(self.embedding(src))
        return states @ self.embedding.weight.T + self.bias, states

    def weights(self):
        """By the project's names (models/README.md)."""
        out = {"embedding.weight": self.embedding.weight, "output.bias": self.bias}
        for part, theirs in (("input", "ih"), ("hidden", "hh")):
            out |= {f"cell.{part}.{kind}": getattr(self.rnn, f"{kind}_{theirs}_l0") for kind in ("weight", "bias")}
        return out


def golden():
    """config.json's network, the weights by our names, the case."""
    model = Elman().eval()
    src, _, _ = batch()
    logits, states = model(src)
    one_logits, one_states = model(torch.tensor([ids(SOURCE) + [EOS]]))
    log_probs = one_logits[0].log_softmax(-1)
    made = torch.tensor([choose(row) for row in log_probs])
    case = batch_tensors() | {"batch.logits": logits, "batch.states": states, "trace.hidden": one_states[0]}
    case |= {"trace.log_probs": log_probs, "trace.ids": made}
    return dict(family="elman", d_hidden=D_HIDDEN, dropout=0.0), model.weights(), case
