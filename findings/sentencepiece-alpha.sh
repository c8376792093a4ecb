#!/usr/bin/env bash
# One would guess: `alpha` of sub-word sampling means one thing: the larger, the more the segmentation varies (or the less).
# What happens: it turns around with the model's type. In a unigram model alpha sharpens: near 0 segmentations vary most, at
#   100 only the best is left. In a BPE model it is the probability to drop a merge: at 0 nothing varies, at 1 every word
#   falls into letters. The call is the same, and a value that fits one model is a quiet extreme for the other.
# Seen with: sentencepiece 0.2.3; 2026-11-28.
# What follows: an experiment that changes the model type and keeps `alpha=0.1` compares strong sampling with weak. Count how
#   often one sentence comes out as usual before training on such draws.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check sentencepiece==0.2.3
"$dir/venv/bin/python" - <<'PY'
import io
from collections import Counter

import sentencepiece

text = ["the cat sat on the mat", "the dog is in the house", "the hat of the cat is on the dog", "he is in that house"] * 30
sentence = "the cat that sat"


def train(kind):
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(text), model_writer=model, vocab_size=25, model_type=kind, minloglevel=2
    )
    return sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())


def drawn(processor, alpha, times=500):
    draw = dict(out_type=str, enable_sampling=True, nbest_size=-1, alpha=alpha)
    seen = Counter(tuple(processor.encode(sentence, **draw)) for _ in range(times))
    best = tuple(processor.encode(sentence, out_type=str))
    return len(seen), seen[best] / times


unigram, bpe = train("unigram"), train("bpe")
for name, processor in (("unigram", unigram), ("bpe", bpe)):
    for alpha in (0.0, 0.1, 1.0):
        distinct, best = drawn(processor, alpha)
        print(f"{name:8} alpha {alpha}: {distinct} segmentations, the usual one in {best:.0%} of the draws")
assert drawn(unigram, 0.0)[0] > 20 and drawn(unigram, 100.0) == (1, 1)
assert drawn(bpe, 0.0) == (1, 1) and drawn(bpe, 1.0) == (1, 0)
assert drawn(unigram, 0.1)[1] < 0.2 < 0.25 < drawn(bpe, 0.1)[1]
letters = bpe.encode(sentence, out_type=str, enable_sampling=True, nbest_size=-1, alpha=1.0)
assert letters == list("▁the▁cat▁that▁sat")
PY
