#!/usr/bin/env bash
# One would guess: a translation that equals its reference gets a metric's best score, also if it is one word long.
# What happens: for "yes" against "yes" NLTK's METEOR is 0.5 (its fragmentation penalty counts one chunk of one word as
#   fully fragmented), its chrF 0.5 (3 of 6 orders have no n-gram), its RIBES 0 (no pair to rank) and its NIST raises
#   ZeroDivisionError below five words. sacreBLEU's chrF is 100, and 50 with `eps_smoothing=True`, which is
#   described as smoothing the way NLTK and Moses do.
# Seen with: nltk 3.10.4, sacrebleu 2.6.0; 2026-11-28. (What BLEU does with short sentences is well known.)
# What follows: a table of what people type first ("oui", "merci") must not be read by these sentence scores: half marks or
#   none are the best that can be had. Check a metric with reference against reference on the very sentences used.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check nltk==3.10.4 sacrebleu==2.6.0
"$dir/venv/bin/python" - <<'PY'
from nltk.translate.chrf_score import sentence_chrf
from nltk.translate.meteor_score import meteor_score
from nltk.translate.nist_score import sentence_nist
from nltk.translate.ribes_score import sentence_ribes
from sacrebleu.metrics import CHRF


class NoSynonyms:  # METEOR asks WordNet, whose data pip does not bring; equal words need none
    def synsets(self, _word):
        return []


def scores(sentence):
    words = sentence.split()
    try:
        nist = sentence_nist([words], words)
    except ZeroDivisionError:
        nist = "ZeroDivisionError"
    return {
        "METEOR": meteor_score([words], words, wordnet=NoSynonyms()),
        "NLTK chrF": sentence_chrf(sentence, sentence),
        "RIBES": sentence_ribes([words], words),
        "NIST": nist,
        "sacreBLEU chrF": CHRF().sentence_score(sentence, [sentence]).score,
        "sacreBLEU chrF eps": CHRF(eps_smoothing=True).sentence_score(sentence, [sentence]).score,
    }


for sentence in ("yes", "thank you very much indeed"):
    print(sentence, scores(sentence))
one, five = scores("yes"), scores("thank you very much indeed")
assert one["METEOR"] == 0.5 and 0.99 < five["METEOR"] < 1
assert one["NLTK chrF"] == 0.5 and five["NLTK chrF"] == 1
assert one["RIBES"] == 0 and five["RIBES"] == 1
assert one["NIST"] == "ZeroDivisionError" and five["NIST"] > 0
assert one["sacreBLEU chrF"] == 100 and one["sacreBLEU chrF eps"] == 50
PY
