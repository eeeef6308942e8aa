#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the map layers of this mission that are not kept in the repository.

  layers/towns.made.geojson       the towns of tables/places.csv
  layers/boundaries.made.geojson  boundaries between two countries, as Natural Earth draws them

The boundaries come from the npm package world-atlas, which the web page needs anyway. Where it is
not installed the boundary layer is left empty, with a word about it: no line is better than one
that nobody stands for.
"""
import argparse
import json
import pathlib
import sys

sys.dont_write_bytecode = True  # the next import would leave a file in this folder
from table_rows import mistakes, read

FOLDER = pathlib.Path(__file__).resolve().parent
ATLAS = FOLDER / "../../web/node_modules/world-atlas/countries-10m.json"
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
    if arguments.atlas.exists():
        write("boundaries.made.geojson", boundaries(arguments.atlas))
    else:
        print(f"{arguments.atlas.resolve()} is not there: the boundary layer stays empty.\n"
              "Run `npm ci` in web/ and this program again to have it.", file=sys.stderr)
        write("boundaries.made.geojson", [])
    return 0


if __name__ == "__main__":
    sys.exit(main())
