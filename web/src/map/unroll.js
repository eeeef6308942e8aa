// SPDX-License-Identifier: Apache-2.0
//
// Land across the antimeridian comes with longitudes that jump from 180 to -180: drawn as they
// are, an edge would run around the whole world. Plain JavaScript, since the build uses it too.

/**
 * The same ring with longitudes that go on beyond 180 or -180 instead of jumping. A ring around a
 * pole has no such form and is given back as it is.
 * @param {GeoJSON.Position[]} ring
 * @returns {GeoJSON.Position[]}
 */
export function unrolled(ring) {
  let turn = 0;
  let before = ring[0]?.[0] ?? 0;
  const out = ring.map(([lon = 0, lat = 0]) => {
    if (lon - before > 180) turn -= 360;
    if (lon - before < -180) turn += 360;
    before = lon;
    return [lon + turn, lat];
  });
  return turn === 0 ? out : ring;
}
