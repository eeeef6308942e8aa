export declare function unrolled(ring: GeoJSON.Position[]): GeoJSON.Position[];
