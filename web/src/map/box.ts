// SPDX-License-Identifier: Apache-2.0

/** West, south, east, north, in degrees. */
export type Box = [number, number, number, number];

export function boxGeometry([w, s, e, n]: Box): GeoJSON.Polygon {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s],
      ],
    ],
  };
}
