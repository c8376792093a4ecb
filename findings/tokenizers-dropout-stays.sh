#!/usr/bin/env bash
# One would guess: BPE dropout is a thing of training: the saved tokenizer, loaded where a model is served, encodes a sentence
#   one way.
# What happens: `dropout` is saved in tokenizer.json and is on wherever the file is loaded; there is no evaluation mode.
#   One word gets five segmentations, and `random.seed` does not make the draws repeatable.
# Seen with: tokenizers 0.23.3; 2026-11-28.
# What follows: set `tokenizer.model.dropout = None` before saving, and let a test encode one sentence a hundred times. A
#   run that trains with dropout is not repeated by seeding Python.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check tokenizers==0.23.3
"$dir/venv/bin/python" - <<'PY'
import json
import random

from tokenizers import Tokenizer, models

trained = Tokenizer(models.BPE(vocab={"a": 0, "b": 1, "ab": 2, "abab": 3}, merges=[("a", "b"), ("ab", "ab")], dropout=0.5))
served = Tokenizer.from_str(trained.to_str())


def draws(tokenizer):
    random.seed(0)
    return [tuple(tokenizer.encode("abab").tokens) for _ in range(300)]


print("in the file:", json.loads(trained.to_str())["model"]["dropout"])
first, second = draws(served), draws(served)
print("after loading:", sorted(set(first)), "; the same twice with one seed:", first == second)
assert len(set(first)) == 5 and first != second
served.model.dropout = None
print("dropout None:", set(draws(served)))
assert set(draws(served)) == {("abab",)}
PY
