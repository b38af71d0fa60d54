// client.mjs WAY REPO REVISION FOLDER: downloads a repository as JavaScript programs do and prints the folder that it lies in.
// WAY is xet or plain (each file by downloadFile into FOLDER), or snapshot (into a cache in FOLDER). The address of the Hub is HF_ENDPOINT.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { downloadFile, listFiles, snapshotDownload } from "@huggingface/hub";

const [way, name, revision, folder] = process.argv.slice(2);
const wanted = { repo: { type: "model", name }, revision, hubUrl: process.env.HF_ENDPOINT };

async function downloadEach() {
  for await (const { type, path } of listFiles({ ...wanted, recursive: true })) {
    if (type !== "file") continue;
    const file = await downloadFile({ ...wanted, path, xet: way === "xet" });
    if (!file) throw new Error(`no such file: ${path}`);
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), new Uint8Array(await file.arrayBuffer()));
  }
  return folder;
}

console.log(way === "snapshot" ? await snapshotDownload({ ...wanted, cacheDir: folder }) : await downloadEach());
