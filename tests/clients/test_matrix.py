"""Every line of huggingface_hub that is in use, with its Xet and without."""

import pytest

from fakehub import files_in, sha256_of
from phases import FRESH, by_http, by_xet, in_pieces, prove
from rows import hub_rows
from witness import Witness

# Beyond one xorb, and no multiple of its chunks.
WEIGHTS = {"seed": 7001, "size": 70_000_001}
MODEL = "models/lab/matrix"
DATA = "datasets/lab/table"
FILES = {"README.md": "# Matrix\n", "config.json": '{"model_type": "matrix"}\n', "empty.txt": "", "模型/权重 #1+2%.bin": {"seed": 7002, "size": 300_000}}


@pytest.fixture
def hub_options():
    return ("--seed-repos", "none")


def settings_of(row):
    """Old clients get Xet only for huge files by themselves, because it is slower for them."""
    return ("xet.serve=on",) if "xet.serve" in row.how else ()


# By what huggingface_hub is accompanied: the variables that it takes, and how files come.
VARIABLES = {"": {"HF_HUB_DISABLE_XET": "1"}, "hf-xet": {}, "hf-transfer": {"HF_HUB_ENABLE_HF_TRANSFER": "1"}}
WAYS = {"": by_http, "hf-xet": by_xet, "hf-transfer": in_pieces}


@pytest.mark.parametrize("row", list(hub_rows()), ids=lambda row: row.name)
def test_huggingface_hub(hub, make_mirror, make_client, record_property, row):
    hub.order("commit", repo=MODEL, files=FILES | {"model.safetensors": WEIGHTS})
    hub.order("commit", repo=DATA, files={"data/train.csv": "text,label\nhello,1\n"})
    wanted = hub.files(MODEL) | {"train.csv": hub.files(DATA)["data/train.csv"]}
    environment, _, extra = row.name.partition("+")

    def fetch(url, phase):
        client = make_client(environment, url, **VARIABLES[extra])
        calls = [
            ("snapshot_download", {"repo_id": "lab/matrix"}),
            ("hf_hub_download", {"repo_id": "lab/table", "repo_type": "dataset", "filename": "data/train.csv"}),
        ]
        folder, table = [outcome["value"] for outcome in client.start_all(calls).outcomes()]
        return files_in(folder) | {"train.csv": (len("text,label\nhello,1\n"), sha256_of(table))}

    mirror = make_mirror(FRESH, *settings_of(row))
    prove(hub, mirror, record_property, row.name, fetch, wanted, WAYS[extra])


def test_second_repo_with_the_same_file_comes_from_the_store_of_huggingface_hub_2(hub, make_mirror, make_client):
    for name in ("lab/first", "lab/second"):
        hub.order("commit", repo=f"models/{name}", files={"model.safetensors": WEIGHTS})
    wanted = hub.files("models/lab/first")["model.safetensors"][1]
    with Witness(make_mirror().address) as witness:
        client = make_client("hfh2", witness.url)
        assert sha256_of(client.download("lab/first", "model.safetensors")) == wanted
        by_xet(witness)
        witness.requests.clear()
        assert sha256_of(client.download("lab/second", "model.safetensors")) == wanted
        by_http(witness)
        assert len(witness.requests) <= 2, f"more than a HEAD and where it led: {witness.requests}"
