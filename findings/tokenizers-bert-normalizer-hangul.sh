#!/usr/bin/env bash
# One would guess: `BertNormalizer(lowercase=True)` changes nothing in Korean, which has neither capitals nor accents.
# What happens: lower-casing switches accent stripping on, and that decomposes: each syllable comes out as two or three
#   conjoining jamo (U+1100 ff.) which look the same on the screen. A vocabulary of syllables then finds only unknowns, and
#   a text that is printed and compared by eye seems untouched. `strip_accents=False` keeps the syllables.
# Seen with: tokenizers 0.23.3; 2026-11-28.
# What follows: one lower-casing tokenizer for French and Korean needs strip_accents=False and its own rule for French, or
#   NFC after the normalizer; compare code points, not glyphs, in tests of Korean.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check tokenizers==0.23.3
"$dir/venv/bin/python" - <<'PY'
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

text = "새가 예쁘다"
lower = normalizers.BertNormalizer(lowercase=True)
kept = normalizers.BertNormalizer(lowercase=True, strip_accents=False)
recomposed = normalizers.Sequence([lower, normalizers.NFC()])
out = lower.normalize_str(text)
print(f"{text} ({len(text)} code points) -> {out} ({len(out)}): {[f'{ord(c):x}' for c in out]}")
assert out != text and len(text) == 6 and len(out) == 11
assert all(0x1100 <= ord(c) < 0x1200 for c in out if c != " ")
assert kept.normalize_str(text) == recomposed.normalize_str(text) == text
assert recomposed.normalize_str("École") == "ecole" and kept.normalize_str("École") == "école"

for normalizer, expected in ((None, ["새가", "예쁘다"]), (lower, ["[UNK]", "[UNK]"]), (kept, ["새가", "예쁘다"])):
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "새가": 1, "예쁘다": 2}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    if normalizer:
        tokenizer.normalizer = normalizer
    tokens = tokenizer.encode(text).tokens
    print(normalizer, tokens)
    assert tokens == expected, tokens
PY
