#!/usr/bin/env bash
# One would guess: `add_tokens(["chat"])`, where "chat" is already in the vocabulary, changes nothing and returns 0.
# What happens: it returns 1, the vocabulary stays as large as it was, and "chat" is from then on cut out of every text
#   before the model sees it, inside words too: chaton, its own entry, becomes chat + [UNK], and achats
#   has a chat in it. With `AddedToken("chat", single_word=True)` words stay whole.
# Seen with: tokenizers 0.23.3; 2026-11-28.
# What follows: adding "the words of the user's glossary" to be safe cuts other words apart. Count with get_vocab_size, not
#   with the return value, and tokenize a held-out text before and after.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check tokenizers==0.23.3
"$dir/venv/bin/python" - <<'PY'
from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers

words = ["[UNK]", "un", "chat", "chaton", "achats"]


def fresh():
    tokenizer = Tokenizer(models.WordLevel({word: id for id, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return tokenizer


def tokens(tokenizer):
    return tokenizer.encode("un chaton achats").tokens


tokenizer = fresh()
print("before:", tokens(tokenizer), "size", tokenizer.get_vocab_size())
assert tokens(tokenizer) == ["un", "chaton", "achats"]
added = tokenizer.add_tokens(["chat"])
print("add_tokens says", added, "after:", tokens(tokenizer), "size", tokenizer.get_vocab_size())
assert added == 1 and tokenizer.get_vocab_size() == len(words)
assert tokens(tokenizer) == ["un", "chat", "[UNK]", "[UNK]", "chat", "[UNK]"], tokens(tokenizer)
whole = fresh()
whole.add_tokens([AddedToken("chat", single_word=True)])
print("single_word:", tokens(whole))
assert tokens(whole) == ["un", "chaton", "achats"]
PY
