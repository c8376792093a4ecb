"""The vocabulary of the golden networks: 29 pieces, and a batch of sentences in it."""
import torch

MARKS = ["<pad>", "<s>", "</s>", "<unk>"]
LETTERS = list("abcdefghijkl")
PIECES = MARKS + ["▁"] + LETTERS + ["▁" + letter for letter in LETTERS]
PAD, SOS, EOS, UNK = range(4)

SOURCE = "c ab lk f"
"""What the step-by-step trace translates."""


def ids(text):
    """The pieces of a text: a letter after a space is a piece with it, another a piece of its own."""
    return [PIECES.index("▁" + letter if first else letter) for word in text.split() for first, letter in zip([1] + [0] * 9, word)]


BATCH = [(ids("c ab lk f") + [EOS], ids("d ee g")), (ids("ha") + [EOS], ids("b a j k")), (ids("e dil") + [EOS], ids("f"))]
"""Sources with their `</s>` and targets without marks, of unequal length."""


def padded(rows):
    longest = max(map(len, rows))
    return torch.tensor([row + [PAD] * (longest - len(row)) for row in rows])


def batch():
    """Sources, their lengths, and the decoder's inputs `<s>` + target."""
    sources, targets = zip(*BATCH)
    return padded(sources), torch.tensor([len(s) for s in sources]), padded([[SOS] + t for t in targets])


def batch_tensors():
    """The batch for the golden file: one row a pair, filled up with -1."""
    fill = lambda rows: torch.where(padded(rows).eq(PAD), -1, padded(rows))
    sources, targets = zip(*BATCH)
    return {"batch.source": fill(sources), "batch.target": fill(targets)}


def choose(log_probs):
    """The best piece that a target may have."""
    allowed = log_probs.clone()
    allowed[[PAD, SOS, UNK]] = -torch.inf
    return int(allowed.argmax())


def tokenizer():
    """A Hugging Face tokenizer.json (BPE) of these pieces."""
    metaspace = dict(type="Metaspace", replacement="▁", prepend_scheme="always", split=True)
    splits = [metaspace, dict(type="Punctuation", behavior="Isolated"), dict(type="Digits", individual_digits=True)]
    mark = lambda id: dict(id=id, content=PIECES[id], single_word=False, lstrip=False, rstrip=False, normalized=False, special=True)
    return dict(version="1.0", truncation=None, padding=None, added_tokens=[mark(id) for id in range(len(MARKS))],
                normalizer=dict(type="NFC"), pre_tokenizer=dict(type="Sequence", pretokenizers=splits), post_processor=None, decoder=metaspace,
                model=dict(type="BPE", dropout=None, unk_token="<unk>", continuing_subword_prefix=None, end_of_word_suffix=None,
                           fuse_unk=False, byte_fallback=False, vocab={piece: id for id, piece in enumerate(PIECES)},
                           merges=[["▁", letter] for letter in LETTERS]))
