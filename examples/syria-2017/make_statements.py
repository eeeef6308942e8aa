#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Turns the tables of this folder into statements, one JSON object a line, on standard output.

  ./make_statements.py > statements.ndjson     all statements, in the order they are entered
  ./make_statements.py --check                 only looks for mistakes and counts

Actors and places come first, then facts, posts, tallies and claims in order of their dates. The
same tables give the same bytes. What a field means: docs/spec/bodies.md. A table with a mistake
gives no statement at all: each mistake is named by file and line, and the exit code is 2.
"""
import argparse
import datetime
import json
import pathlib
import sys
import zoneinfo

sys.dont_write_bytecode = True  # the next import would leave a file in this folder
from table_rows import Row, mistakes, read

ZONE_NAME = "Asia/Damascus"
ZONE = zoneinfo.ZoneInfo(ZONE_NAME)
CERTAINTIES = {"reported", "widely-reported", "claimed", "alleged", "observed"}
TIME_PRECISIONS = {"exact", "hour", "day", "days", "week", "month", "year", "unknown"}
PLACE_PRECISIONS = {"exact", "settlement", "near", "district", "province", "feature", "country",
                    "unknown"}
WHEN = "date_from date_to time_precision"
PLACE = "place pcode latitude longitude radius_m place_precision"
COLUMNS = {  # what each table must have; it may have more, for people
    "sources": "code publisher",
    "actors": "id kind name_en name_ar aliases codes note source",
    "relations": "from relation to date_from date_to certainty source",
    "places": "pcode name_en name_ar aliases latitude longitude radius_m admin1 source",
    "facts": f"id fact {WHEN} {PLACE} adm1 what figures statement topic agreement event actors "
             "side_a side_b directed counts remark certainty source",
    "posts": f"id fact post kind name_en name_ar operators status {WHEN} {PLACE} text certainty "
             "source",
    "tallies": f"id fact bulletin {WHEN} side unit scope count cumulative parts note certainty "
               "source",
    "term_claims": f"id agreement topic term provision claimed as_written step {WHEN} actors text "
                   "figures certainty source",
}


def clean(body):
    """Without the members that say nothing: bodies leave them out."""
    return {key: value for key, value in body.items() if value or key == "count"}


def midnight_ms(day):
    if not day:
        return 0  # a mistake, and named already
    moment = datetime.datetime.combine(day, datetime.time(), ZONE)
    return int(moment.timestamp()) * 1000


def interval(row):
    """From the first day's beginning to the last day's end; an empty side is unbounded."""
    begin = row.day("date_from") if row["date_from"] else None
    end = row.day("date_to") if row["date_to"] else None
    if begin and end and end < begin:
        row.wrong("date_to", f"{end} is before date_from {begin}")
    return {key: midnight_ms(day) for key, day in
            (("from_ms", begin), ("to_ms", end and end + datetime.timedelta(days=1))) if day}


def when(row):
    if not row["date_from"]:
        row.wrong("date_from", "is empty: say from when")
    last = "on" if not row["date_to"] else "" if row["date_to"] == row["date_from"] else \
        "to " + row["date_to"]
    return {**interval(row), "precision": row.word("time_precision", TIME_PRECISIONS),
            "zone": ZONE_NAME, "as_written": f"{row['date_from']} {last}".strip()}


def place(row, name="place"):
    if not row["place_precision"]:
        return None
    said = {"name": row[name], "pcode": row["pcode"], "admin1": row.get("adm1", ""),
            "precision": row.word("place_precision", PLACE_PRECISIONS)}
    if row["latitude"] or row["longitude"]:
        said["point"] = {"lat_e7": row.degrees_e7("latitude", 90),
                         "lon_e7": row.degrees_e7("longitude", 180)}
        said["as_written"] = f"{row['latitude']} {row['longitude']}"
        said["radius_m"] = row.number("radius_m")
    return clean(said)


class Tables:
    def __init__(self, folder):
        self.rows = {name: read(folder, name, columns) for name, columns in COLUMNS.items()}
        self.sources = {row["code"]: row["publisher"] for row in self.rows["sources"]}
        self.actors = {row["id"]: row for row in self.rows["actors"]}
        self.agreements = {file.stem for file in (folder / "agreements").glob("*.yaml")}
        self.facts = {row["fact"] for row in self.rows["facts"]}

    def publisher(self, row):
        codes = row.list("source")
        for code in codes:
            if code not in self.sources:
                row.wrong("source", f'"{code}" does not stand in tables/sources.csv')
        return "; ".join(self.sources.get(code, code) for code in codes)

    def source(self, row, own_id, **more):
        return clean({"publisher": self.publisher(row), "id": own_id,
                      "certainty": row.word("certainty", CERTAINTIES), **more})

    def mentions(self, row, column):
        for actor in row.list(column):
            if actor not in self.actors:
                row.wrong(column, f'"{actor}" does not stand in tables/actors.csv')
        return [{"code": actor, "name": self.actors[actor]["name_en"]}
                for actor in row.list(column) if actor in self.actors]

    def agreement(self, row):
        if row["agreement"] and row["agreement"] not in self.agreements:
            row.wrong("agreement", f'no agreements/{row["agreement"]}.yaml')
        return row["agreement"]

    def actor_bodies(self):
        relations, remarks = {}, {}
        for row in self.rows["relations"]:
            self.mentions(row, "from"), self.mentions(row, "to")
            end = Row(row.where, row)
            if row["date_to"]:  # until the day it ended, which is the day its successor begins
                day = row.day("date_to") or datetime.date.max
                end["date_to"] = str(day - datetime.timedelta(days=1))
            relations.setdefault(row["from"], []).append(clean(
                {"relation": row["relation"], "to": row["to"], "interval": interval(end)}))
            row.word("certainty", CERTAINTIES)
            remark = f"{row['relation']} {row['to']} ({row['certainty']}, {self.publisher(row)})"
            remarks.setdefault(row["from"], []).append(remark)
        names = {}
        for row in self.rows["actors"]:
            own = [row["id"], row["name_en"], row["name_ar"], *row.list("aliases")]
            for name in {text.lower() for text in own} | set(row.list("codes")):
                if names.setdefault(name, row["id"]) != row["id"]:
                    row.wrong("aliases", f'"{name}" also names {names[name]}')
            note = row["note"]
            if row["id"] in remarks:
                note = f"{note} Relations: {'; '.join(remarks[row['id']])}.".strip()
            yield "actor", clean(
                {"id": row["id"], "kind": row["kind"], "aliases": row.list("aliases"),
                 "codes": row.list("codes"), "note": note,
                 "names": clean({"en": row["name_en"], "ar": row["name_ar"]}),
                 "relations": relations.get(row["id"], []),
                 "source": {"publisher": self.publisher(row), "certainty": "reported"}})

    def place_bodies(self):
        """The mission's register of places: statuses with the topic "place"."""
        for row in self.rows["places"]:
            row.update(place_precision="settlement", adm1=row["admin1"], date_from="2015-01-01",
                       date_to="", time_precision="year", certainty="reported")
            also = " | ".join([row["name_ar"], *row.list("aliases")])
            yield "status", {"topic": "place", "place": place(row, "name_en"),
                             "text": f"{row['name_en']}; also: {also}", "when": when(row),
                             "source": self.source(row, row["pcode"])}

    def fact(self, row):
        body = {"when": when(row), "place": place(row), "source": self.source(row, row["id"]),
                "text": f"{row['what']}. {row['remark']}".strip()}
        kind = row.word("statement", {"report", "status", "control"})
        if kind == "report":
            counts = [part.rpartition("=") for part in row.list("counts")]
            numbers = [(unit, row.number("counts", text)) for unit, _, text in counts]
            body.update(event=row["event"], directed=row.yes("directed"),
                        side_a=self.mentions(row, "side_a"), side_b=self.mentions(row, "side_b"),
                        counts=[{"unit": unit, "low": n, "best": n, "high": n}
                                for unit, n in numbers])
        elif kind == "control":
            body.update(holders=self.mentions(row, "actors"))
        else:
            body.update(topic=row["topic"], agreement=self.agreement(row),
                        actors=self.mentions(row, "actors"), figures=row["figures"])
        return kind, body

    def post(self, row):
        return "post", {"id": row["post"], "kind": row["kind"], "status": row["status"],
                        "names": clean({"en": row["name_en"], "ar": row["name_ar"]}),
                        "operators": self.mentions(row, "operators"), "place": place(row),
                        "when": when(row), "text": row["text"],
                        "source": self.source(row, row["id"])}

    def tally(self, row):
        parts = [part.partition(" ") for part in row.list("parts")]
        cites = [f"bulletin {row['bulletin']}"] if row["bulletin"] else []
        return "tally", {"side": row["side"], "unit": row["unit"], "scope": row["scope"],
                         "count": row.number("count"), "cumulative": row.yes("cumulative"),
                         "parts": [{"count": row.number("parts", count), "unit": unit}
                                   for count, _, unit in parts],
                         "note": row["note"], "when": when(row),
                         "source": self.source(row, row["id"], cites=cites)}

    def claim(self, row):
        claims = clean({"term": row["term"], "provision": row["provision"]})
        if claims:
            claims["date"] = {"time_ms": midnight_ms(row.day("claimed")),
                              "as_written": row["as_written"]}
        return "status", {"topic": row["topic"], "agreement": self.agreement(row),
                          "claims": claims, "step": row["step"], "figures": row["figures"],
                          "actors": self.mentions(row, "actors"), "text": row["text"],
                          "when": when(row), "source": self.source(row, row["id"])}

    def dated_bodies(self):
        told = {"post": set(), "tally": set()}
        for kind, table in (("post", "posts"), ("tally", "tallies")):
            for row in self.rows[table]:
                told[kind].add(row["fact"])
                if row["fact"] and row["fact"] not in self.facts:
                    row.wrong("fact", f'"{row["fact"]}" does not stand in tables/facts.csv')
        rows = []
        for row in self.rows["facts"]:
            if row["statement"] not in told:
                rows.append((row, self.fact))
            elif row["fact"] not in told[row["statement"]]:
                row.wrong("statement", f"no {row['statement']} tells this fact")
        for table, body in (("posts", self.post), ("tallies", self.tally),
                            ("term_claims", self.claim)):
            rows += [(row, body) for row in self.rows[table]]
        for row, body in sorted(rows, key=lambda one: one[0]["date_from"]):  # stable
            kind, said = body(row)
            yield kind, clean(said)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write no statements, only count")
    arguments = parser.parse_args()
    tables = Tables(pathlib.Path(__file__).resolve().parent)
    statements = []
    if not mistakes:  # else half the tables would seem wrong
        statements = [*tables.actor_bodies(), *tables.place_bodies(), *tables.dated_bodies()]
    if mistakes:
        print("\n".join(mistakes), file=sys.stderr)
        return 2
    if arguments.check:
        kinds = [kind for kind, _ in statements]
        for kind in sorted(set(kinds)):
            print(f"{kinds.count(kind):5} {kind}")
        return 0
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    for kind, body in statements:
        print(json.dumps({"kind": kind, "audience": "public", "body": body}, ensure_ascii=False,
                         sort_keys=True, separators=(",", ":")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
