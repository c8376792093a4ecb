"""Makes scores.json: what sacreBLEU says of sample.tsv. Needs sacrebleu 2.6.

    python make_scores.py

sample.tsv: a hypothesis, then its references, separated by tabs.
"""

import json
import pathlib

import sacrebleu
from sacrebleu.metrics import BLEU, CHRF

here = pathlib.Path(__file__).parent
rows = [line.rstrip("\n").split("\t") for line in open(here / "sample.tsv", encoding="utf8")]


def scores(rows):
    hypotheses = [row[0] for row in rows]
    most = max(len(row) - 1 for row in rows)
    references = [[row[1 + k] if len(row) > 1 + k else None for row in rows] for k in range(most)]
    bleu, chrf = BLEU(), CHRF()
    found = {"bleu": bleu.corpus_score(hypotheses, references).score, "chrf": chrf.corpus_score(hypotheses, references).score}
    return found | {"bleu_signature": str(bleu.get_signature()), "chrf_signature": str(chrf.get_signature())}


single = [row[:2] for row in rows]
thirds = [rows[k::3] for k in range(3)]
sentences = [{"bleu": s["bleu"], "chrf": s["chrf"]} for s in (scores([row]) for row in rows)]
out = {
    "sacrebleu": sacrebleu.__version__,
    "all": scores(rows),
    "first_reference": scores(single),
    "thirds": [scores(third) for third in thirds],
    "sentences": sentences,
}
(here / "scores.json").write_text(json.dumps(out, indent=1) + "\n", encoding="utf8")
