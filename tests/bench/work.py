"""One work of the benchmarks: what is done by the mirror and, in the same round, by a reference; and what the two say together."""

import contextlib
import statistics


class Work:
    name = ""        # on the command line
    title = ""       # in the table
    reference = ""   # what stands beside
    unit = ""        # of value
    aim = None       # what score() should reach
    isRatio = True   # score is own / reference, more is better; otherwise what score() says, less is better
    rounds = None    # when not the usual number
    cpuUnit = "s/GiB"

    def __init__(self, bench):
        self.bench = bench
        self.stack = contextlib.ExitStack()

    def prepare(self):
        """Starts servers (self.stack ends them) and makes files."""

    def own(self):
        """The mirror's turn: {"value": …} and, where it means something, "cpu" (seconds per GiB or microseconds per request), "rss" (MiB above idle)."""
        raise NotImplementedError

    def other(self):
        """The reference's turn, the same keys."""
        raise NotImplementedError

    def score(self, own, other):
        return own["value"] / other["value"]

    def is_met(self, score):
        return score >= self.aim if self.isRatio else score <= self.aim

    def note(self, row):
        """What else was seen, for the table."""
        return ""

    def measure(self, rounds):
        """All rounds, the two sides taking turns at who is first; one row of the table."""
        turns = []
        with self.stack:
            self.folder = self.stack.enter_context(self.bench.folder(self.name))
            self.prepare()
            for number in range(min(self.rounds or rounds, rounds)):
                order = (self.own, self.other) if number % 2 == 0 else (self.other, self.own)
                seen = {side.__name__: side() for side in order}
                turns.append(seen | {"score": self.score(seen["own"], seen["other"])})
            return self.row(turns)

    def row(self, turns):
        scores = [turn["score"] for turn in turns]
        row = {
            "work": self.name, "title": self.title, "reference": self.reference, "unit": self.unit, "cpuUnit": self.cpuUnit,
            "aim": self.aim, "isRatio": self.isRatio,
            "score": statistics.median(scores), "least": min(scores), "most": max(scores), "rounds": len(turns), "turns": turns,
        }
        row["met"] = self.is_met(row["score"])
        for side in ("own", "other"):
            for key in sorted({key for turn in turns for key in turn[side]}):
                values = [turn[side][key] for turn in turns if key in turn[side]]
                row[f"{side}.{key}"] = max(values) if key == "rss" else statistics.median(values)
        row["note"] = self.note(row)
        return row
