"""Checkpoints as ONNX graphs, float32 and dynamic int8, for the peers of the benchmark.

    pip install numpy safetensors tokenizers onnx onnxruntime
    python bench/export_onnx.py bench/peers/models
    python bench/export_onnx.py bench/peers/models --check target/release/seq2see

Writes OUT/NAME/{float32,int8}/{encoder,decoder}.onnx. `--check` translates bench/sentences.json with them and with the
program of this project and tells where words differ.
"""

import argparse
import json
import subprocess
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from graphs import recurrent, transformer
from graphs.checkpoint import Checkpoint

ROOT = Path(__file__).resolve().parent.parent
NAMES = ["seq2seq-gru", "additive", "transformer"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--check", metavar="SEQ2SEE", help="the program `seq2see`, whose words the graphs must give")
    arguments = parser.parse_args()
    for name in NAMES:
        checkpoint = Checkpoint(ROOT / "models" / name)
        export(checkpoint, arguments.out / name)
        if arguments.check:
            check(checkpoint, name, arguments)


def export(checkpoint, folder):
    """Both graphs, in float32 and with int8 matrices."""
    family = transformer if checkpoint.network["family"] == "transformer" else recurrent
    for part, graph in [("encoder", family.encoder), ("decoder", family.decoder)]:
        float32, int8 = (folder / kind / f"{part}.onnx" for kind in ("float32", "int8"))
        for path in (float32, int8):
            path.parent.mkdir(parents=True, exist_ok=True)
        model = graph(checkpoint)
        onnx.checker.check_model(model)
        onnx.save(model, float32)
        # A scale a column, as in the checkpoint, so that the matrices lose nothing.
        quantize_dynamic(float32, int8, per_channel=True, weight_type=QuantType.QInt8)


def check(checkpoint, name, arguments):
    """Translates all sentences with both kinds of graphs; float32 must give the program's words."""
    sentences = json.loads((ROOT / "bench" / "sentences.json").read_text())
    program = subprocess.run(
        [arguments.check, "translate", "--model", ROOT / "models" / name],
        input="\n".join(sentences) + "\n", capture_output=True, text=True, check=True,
    )
    expected = program.stdout.splitlines()
    for kind in ("float32", "int8"):
        start = time.perf_counter()
        translated = translate(checkpoint, arguments.out / name / kind, sentences)
        took = time.perf_counter() - start
        different = [(s, e, t) for s, e, t in zip(sentences, expected, translated) if e != t]
        print(f"{name} {kind}: {len(sentences) - len(different)} of {len(sentences)} as the program, {took:.2f} s")
        for source, ours, theirs in different:
            print(f"  {source}\n    {ours}\n    {theirs}")
        if kind == "float32" and different:
            raise SystemExit("the float32 graphs must give the program's words")


def translate(checkpoint, folder, sentences):
    """Greedy translations, in ONNX Runtime on this machine's CPU."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    encoder, decoder = (onnxruntime.InferenceSession(folder / f"{p}.onnx", options, providers=["CPUExecutionProvider"]) for p in ("encoder", "decoder"))
    tokenizer = Tokenizer.from_file(str(ROOT / "models" / "tokenizer.json"))
    return [text_of(tokenizer, greedy(checkpoint, encoder, decoder, tokenizer.encode(s, add_special_tokens=False).ids)) for s in sentences]


def greedy(checkpoint, encoder, decoder, ids):
    """Ids of the target without marks. Outputs named `next_X` are the inputs `X` of the next step."""
    special = checkpoint.config["special"]
    source = np.array([*ids, special["eos"]], np.int64)
    names = [output.name for output in encoder.get_outputs()]
    feeds = dict(zip(names, encoder.run(None, {"source": source})))
    feeds["token"] = np.array([special["sos"]], np.int64)
    inputs = {i.name: i.shape for i in decoder.get_inputs()}
    for name, shape in inputs.items():
        if name.startswith(("key.", "value.")):
            feeds[name] = np.zeros([0 if d == "T" else d for d in shape], np.float32)
    made, names = [], [output.name for output in decoder.get_outputs()]
    for position in range(checkpoint.limit(len(source))):
        if "position" in inputs:
            feeds["position"] = np.array([position], np.int64)
        feeds.update((name.removeprefix("next_"), value) for name, value in zip(names, decoder.run(None, feeds)))
        token = int(feeds["token"][0])
        if token == special["eos"]:
            break
        made.append(token)
    return made


def text_of(tokenizer, ids):
    return "".join(tokenizer.id_to_token(i) for i in ids).replace("▁", " ").strip()


if __name__ == "__main__":
    main()
