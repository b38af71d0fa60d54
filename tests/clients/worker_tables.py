"""Runs inside the environment "data": worker_tables.py make FOLDER writes the repos of tables; worker_tables.py WAY reads a table through
HF_ENDPOINT in one of the ways below. Both print one line of JSON: the table's columns, as a hash and a number of rows."""

import hashlib
import json
import random
import sys
from pathlib import Path

from answers import answer

ROWS = 20_000
PARTS = 2
SHARD = "data/train-{:05}-of-00002.parquet"
PARQUET = [f"hf://datasets/lab/shards/{SHARD.format(part)}" for part in range(PARTS)]


def digest(columns):
    text = json.dumps([list(columns[name]) for name in ("number", "text")])
    return {"rows": len(columns["number"]), "sha256": hashlib.sha256(text.encode()).hexdigest()}


def merged(parts):
    return {name: [value for part in parts for value in part[name]] for name in ("number", "text")}


def make(folder):
    import pyarrow
    import pyarrow.csv
    import pyarrow.parquet

    luck = random.Random(20)
    columns = {"number": list(range(ROWS)), "text": [luck.randbytes(150).hex() for _ in range(ROWS)]}
    table = pyarrow.table(columns)
    half = ROWS // PARTS
    for repo in ("shards", "csv"):
        (folder / repo / "data").mkdir(parents=True)
        (folder / repo / "README.md").write_text("---\nlicense: mit\n---\n# Tables\n")
    for part in range(PARTS):
        pyarrow.parquet.write_table(table.slice(part * half, half), folder / "shards" / SHARD.format(part), row_group_size=2500)
    pyarrow.csv.write_csv(table, folder / "csv" / "data" / "train.csv")
    return columns


def parquet():
    import datasets

    return datasets.load_dataset("lab/shards", split="train").to_dict()


def csv():
    import datasets

    return datasets.load_dataset("lab/csv", split="train").to_dict()


def streaming():
    import datasets

    rows = list(datasets.load_dataset("lab/shards", split="train", streaming=True))
    return {name: [row[name] for row in rows] for name in ("number", "text")}


def hffilesystem():
    import io

    import huggingface_hub
    import pyarrow.parquet

    hub = huggingface_hub.HfFileSystem()
    paths = sorted(hub.glob("datasets/lab/shards/data/*.parquet"))
    assert len(paths) == PARTS and hub.info(paths[0])["size"] == len(hub.cat_file(paths[0]))
    with hub.open(paths[0]) as file:
        file.seek(-8, io.SEEK_END)
        assert file.read() == hub.cat_file(paths[0])[-8:]
    return merged([pyarrow.parquet.read_table(io.BytesIO(hub.cat_file(path))).to_pydict() for path in paths])


def pandas():
    import pandas

    return merged([pandas.read_parquet(path).to_dict("list") for path in PARQUET])


def pyarrow():
    import pyarrow.parquet

    return merged([pyarrow.parquet.read_table(path).to_pydict() for path in PARQUET])


def duckdb():
    import duckdb
    import huggingface_hub

    base = duckdb.connect()
    base.register_filesystem(huggingface_hub.HfFileSystem())
    rows = base.sql(f"SELECT number, text FROM read_parquet({PARQUET}) ORDER BY number").fetchall()
    return {"number": [row[0] for row in rows], "text": [row[1] for row in rows]}


WAYS = {way.__name__: way for way in (parquet, csv, streaming, hffilesystem, pandas, pyarrow, duckdb)}
columns = make(Path(sys.argv[2])) if sys.argv[1] == "make" else WAYS[sys.argv[1]]()
answer(digest(columns))
