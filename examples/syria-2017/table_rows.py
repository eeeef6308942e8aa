# SPDX-License-Identifier: Apache-2.0
"""Rows of the tables in this folder. A row knows where it stands, so that a mistake can be named
by file and line; mistakes gather in one list, and whoever reads the tables decides what then."""
import csv
import datetime
import decimal
import re

mistakes = []


class Row(dict):
    """What it yields for a bad field goes nowhere: a mistake ends the run before anything is
    written."""

    def __init__(self, where, fields):
        super().__init__(fields)
        self.where = where

    def wrong(self, column, reason):
        mistakes.append(f"{self.where}: {column}: {reason}")

    def list(self, column):
        return [part.strip() for part in re.split(r"[|;]", self[column]) if part.strip()]

    def word(self, column, words):
        if self[column] not in words:
            self.wrong(column, f'"{self[column]}" is none of {", ".join(sorted(words))}')
        return self[column]

    def yes(self, column):
        if self[column] not in ("", "yes"):
            self.wrong(column, f'"{self[column]}": write yes, or leave it empty')
        return self[column] == "yes"

    def number(self, column, text=None):
        text = self[column] if text is None else text
        if not re.fullmatch(r"\d{1,15}", text):
            self.wrong(column, f'"{text}" is no whole number from 0')
            return 0
        return int(text)

    def day(self, column):
        try:
            return datetime.date.fromisoformat(self[column])
        except ValueError:
            self.wrong(column, f'"{self[column]}" is no date such as 2017-05-04')
            return None

    def degrees_e7(self, column, limit):
        try:
            scaled = decimal.Decimal(self[column]).scaleb(7)
            if abs(scaled) <= limit * 10**7 and scaled == scaled.to_integral_value():
                return int(scaled)
        except decimal.InvalidOperation:
            pass
        self.wrong(column, f'"{self[column]}" is no angle with up to seven decimals')
        return 0


def read(folder, name, columns):
    """The rows of tables/NAME.csv, which must have these columns; it may have more, for people."""
    file = f"tables/{name}.csv"
    with open(folder / file, encoding="utf-8", newline="") as stream:
        lines = csv.reader(stream, strict=True)
        header = next(lines, [])
        missing = [column for column in columns.split() if column not in header]
        if missing:
            mistakes.append(f"{file}:1: lacks the column {', '.join(missing)}")
            return []
        rows, seen = [], set()
        for fields in lines:
            row = Row(f"{file}:{lines.line_num}", zip(header, (field.strip() for field in fields)))
            if len(fields) != len(header):
                mistakes.append(f"{row.where}: has {len(fields)} fields, the header {len(header)}")
                continue
            key = row.get("id") or row.get("code")
            if key and key in seen:
                row.wrong("id", f'"{key}" stands twice')
            seen.add(key)
            rows.append(row)
    return rows
