#!/usr/bin/env bash
# One would guess: references given a list per sentence, as NLTK's corpus_bleu and Hugging Face's evaluate take them, are
#   either understood by sacreBLEU or refused, since their lengths do not fit the hypotheses.
# What happens: sacreBLEU reads each inner list as one whole set of references and stops at the shortest. With one reference
#   a sentence only the first sentence is scored, against all references at once; the others, however wrong, are not looked
#   at. BLEU and chrF are 100, TER is 0. The printed hyp_len tells: 6 words, where 12 were handed in.
# Seen with: sacrebleu 2.6.0; 2026-11-28. (Its issues 220 and 281 are about this; this release has no check.)
# What follows: transpose (`list(zip(*references))`) and assert that each inner list is as long as the hypotheses; a score
#   of exactly 100 on a held-out set is this mistake until shown otherwise.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check sacrebleu==2.6.0
"$dir/venv/bin/python" - <<'PY'
from sacrebleu.metrics import BLEU, CHRF, TER

hypotheses = ["the cat sat on the mat", "completely wrong words stand here now"]
references = ["the cat sat on the mat", "a dog ran home to its mother"]
per_sentence = [[reference] for reference in references]
for metric in (BLEU(), CHRF(), TER()):
    wrong = metric.corpus_score(hypotheses, per_sentence)
    right = metric.corpus_score(hypotheses, [list(each) for each in zip(*per_sentence)])
    print(f"a list per sentence: {wrong}   a list per set: {right}")
    assert round(wrong.score, 9) == (0 if metric.__class__ is TER else 100)
    assert 25 < right.score < 65
assert BLEU().corpus_score(hypotheses, per_sentence).sys_len == 6
PY
