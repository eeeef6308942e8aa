// SPDX-License-Identifier: Apache-2.0
//
// The coast of a cell of land: every stretch of its rings that does not run along the cell's own
// edge. The fill needs those edges; a coastline drawn along them would invent a shore.

import type { Box } from './box';

export function coastlines(land: GeoJSON.MultiPolygon, [w, s, e, n]: Box): GeoJSON.MultiLineString {
  const along = (a: GeoJSON.Position, b: GeoJSON.Position): boolean =>
    (a[0] === b[0] && (a[0] === w || a[0] === e)) || (a[1] === b[1] && (a[1] === s || a[1] === n));
  const lines: GeoJSON.Position[][] = [];
  for (const ring of land.coordinates.flat()) {
    let line: GeoJSON.Position[] = [];
    for (let i = 1; i < ring.length; i++) {
      const a = ring[i - 1] as GeoJSON.Position;
      const b = ring[i] as GeoJSON.Position;
      if (along(a, b)) {
        if (line.length) lines.push(line);
        line = [];
      } else {
        if (!line.length) line.push(a);
        line.push(b);
      }
    }
    if (line.length) lines.push(line);
  }
  return { type: 'MultiLineString', coordinates: lines };
}
