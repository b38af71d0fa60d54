"""Runs inside the environment "transformers": worker_transformers.py REPO loads a model's tokenizer, config and weights without torch and
prints one line of JSON: what the tokenizer made of a sentence, the config, and a hash of each tensor."""

import hashlib
import sys

from answers import answer

import safetensors.numpy
import transformers

repo = sys.argv[1]
tokenizer = transformers.AutoTokenizer.from_pretrained(repo)
config = transformers.AutoConfig.from_pretrained(repo)
weights = safetensors.numpy.load_file(transformers.utils.cached_file(repo, "model.safetensors"))
answer(
    {
        "tokens": tokenizer("A mirror lake is still, and shows every mountain twice.")["input_ids"],
        "hidden": config.hidden_size,
        "tensors": {name: hashlib.sha256(tensor.tobytes()).hexdigest() for name, tensor in weights.items()},
    }
)
