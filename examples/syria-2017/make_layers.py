#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the map layers of this mission that are not kept in the repository.

  layers/towns.made.geojson       the towns of tables/places.csv
  layers/boundaries.made.geojson  boundaries between two countries, as Natural Earth draws them
  layers/land.made.geojson        land, so that a coordinate in the sea is noticed

Boundaries and land come from the npm package world-atlas, which the web page needs anyway. Where it is
not installed these layers are left empty, with a word about it: no line is better than one that
nobody stands for.
"""
import argparse
import json
import pathlib
import sys

sys.dont_write_bytecode = True  # the next import would leave a file in this folder
from table_rows import mistakes, read

FOLDER = pathlib.Path(__file__).resolve().parent
ATLAS = FOLDER / "../../web/node_modules/world-atlas/countries-10m.json"
LAND = "land-10m.json"  # beside it
BOUNDS = (35.5, 32.2, 42.5, 37.4)  # west, south, east, north, as in mission.yaml
PADDING = 3  # degrees: neighbours' borders show where the map ends


def towns():
    rows = read(FOLDER, "places", "pcode name_en name_ar latitude longitude rank")
    return [{"type": "Feature",
             "properties": {"names": {"en": row["name_en"], "ar": row["name_ar"]},
                            "pcode": row["pcode"], "rank": row.number("rank")},
             "geometry": {"type": "Point", "coordinates": [row.degrees_e7("longitude", 180) / 1e7,
                                                           row.degrees_e7("latitude", 90) / 1e7]}}
            for row in rows]


def arcs_of(geometry):
    """The numbers of its arcs; ~n is arc n walked backwards."""
    pending, numbers = [geometry.get("arcs", [])], set()
    while pending:
        for one in pending.pop():
            if isinstance(one, list):
                pending.append(one)
            else:
                numbers.add(one if one >= 0 else ~one)
    return numbers


def decode(arc, transform):
    """TopoJSON: steps on a grid, the first from its origin."""
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield round(x * scale_x + left, 4), round(y * scale_y + bottom, 4)


def clip(points):
    """The stretches whose segments touch the padded bounds. Segments are short: none is cut."""
    west, south, east, north = (BOUNDS[0] - PADDING, BOUNDS[1] - PADDING,
                                BOUNDS[2] + PADDING, BOUNDS[3] + PADDING)
    near = [west <= x <= east and south <= y <= north for x, y in points]
    stretch = []
    for i, point in enumerate(points):
        if near[i] or any(near[max(i - 1, 0):i + 2]):
            stretch.append(list(point))
            continue
        if len(stretch) > 1:
            yield stretch
        stretch = []
    if len(stretch) > 1:
        yield stretch


def boundaries(file):
    atlas = json.loads(file.read_text(encoding="utf-8"))
    owners = {}
    for country in atlas["objects"]["countries"]["geometries"]:
        for number in arcs_of(country):
            owners.setdefault(number, []).append(country["properties"]["name"])
    features = []
    for number, names in sorted(owners.items()):
        if len(names) < 2:
            continue  # a coast
        for line in clip(list(decode(atlas["arcs"][number], atlas["transform"]))):
            features.append({"type": "Feature", "properties": {"between": sorted(names)},
                             "geometry": {"type": "LineString", "coordinates": line}})
    return features


def cut(ring, axis, limit, sign):
    """The part of a ring where sign * coordinate <= sign * limit (Sutherland and Hodgman)."""
    inside = [sign * point[axis] <= sign * limit for point in ring]
    kept = []
    for i, point in enumerate(ring):
        before = ring[i - 1]
        if inside[i] != inside[i - 1]:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            kept.append((limit, round(other, 4)) if axis == 0 else (round(other, 4), limit))
        if inside[i]:
            kept.append(point)
    return kept


def cut_to_bounds(ring):
    west, south, east, north = (BOUNDS[0] - PADDING, BOUNDS[1] - PADDING,
                                BOUNDS[2] + PADDING, BOUNDS[3] + PADDING)
    for axis, limit, sign in ((0, east, 1), (0, west, -1), (1, north, 1), (1, south, -1)):
        ring = cut(ring, axis, limit, sign) if ring else ring
    return [list(point) for point in ring + ring[:1]] if len(ring) > 2 else []


def ring_of(numbers, arcs):
    """The arcs one after the other; each begins where the one before ends."""
    points = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points[:-1]


def land(file):
    atlas = json.loads(file.read_text(encoding="utf-8"))
    arcs = [list(decode(arc, atlas["transform"])) for arc in atlas["arcs"]]
    features = []
    for geometry in atlas["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            rings = [ring for ring in (cut_to_bounds(ring_of(one, arcs)) for one in polygon) if ring]
            if rings:
                features.append({"type": "Feature", "properties": {},
                                 "geometry": {"type": "Polygon", "coordinates": rings}})
    return features


def write(name, features):
    path = FOLDER / "layers" / name
    path.parent.mkdir(exist_ok=True)
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, sort_keys=True) for one in features)
    path.write_text('{"type": "FeatureCollection", "features": [\n' + lines + "\n]}\n",
                    encoding="utf-8")
    print(f"{path.relative_to(FOLDER)}: {len(features)} features")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--atlas", type=pathlib.Path, default=ATLAS,
                        help="countries-10m.json of world-atlas")
    arguments = parser.parse_args()
    places = towns()
    if mistakes:
        print("\n".join(mistakes), file=sys.stderr)
        return 2
    write("towns.made.geojson", places)
    for name, made, file in (("boundaries", boundaries, arguments.atlas),
                             ("land", land, arguments.atlas.with_name(LAND))):
        if file.exists():
            write(f"{name}.made.geojson", made(file))
        else:
            print(f"{file.resolve()} is not there: the layer {name} stays empty.\n"
                  "Run `npm ci` in web/ and this program again to have it.", file=sys.stderr)
            write(f"{name}.made.geojson", [])
    return 0


if __name__ == "__main__":
    sys.exit(main())
