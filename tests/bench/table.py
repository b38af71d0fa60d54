"""Rows as JSON and as a Markdown table."""

import json


def number(value):
    if value is None:
        return "–"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def markdown(rows):
    lines = ["| work | Mirrorlake | reference | score [min–max] | aim | CPU, ours / reference | memory above idle | besides |",
             "|---|---|---|---|---|---|---|---|"]
    for row in rows:
        if "failure" in row:
            lines.append(f"| {row['title']} | not measured: {row['failure']} | | | | | | |")
            continue
        sign = "≥" if row["isRatio"] else "≤"
        cpu = f"{number(row['own.cpu'])} / {number(row.get('other.cpu'))} {row['cpuUnit']}" if "own.cpu" in row else "–"
        memory = f"{number(row['own.rss'])} MiB" if "own.rss" in row else "–"
        lines.append(f"| {row['title']} | {number(row['own.value'])} {row['unit']} | {row['reference']}: {number(row['other.value'])} {row['unit']} "
                     f"| **{number(row['score'])}** [{number(row['least'])}–{number(row['most'])}] | {sign} {row['aim']:g}{'' if row['met'] else ' (missed)'} "
                     f"| {cpu} | {memory} | {row['note']} |")
    return "\n".join(lines) + "\n"


def write(folder, machine, rows):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bench.json").write_text(json.dumps({"machine": machine, "rows": rows}, indent=2) + "\n")
    text = (f"{machine['cores']} cores of {machine['cpu']}, {machine['memoryGiB']} GiB, Linux {machine['kernel']}, loopback; medians of interleaved rounds."
            + (" A quick look: big files are 256 MiB, the large catalogue has 50,000 files." if machine["quick"] else "") + "\n\n" + markdown(rows))
    (folder / "bench.md").write_text(text)
    return text
