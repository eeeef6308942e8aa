// SPDX-License-Identifier: Apache-2.0
//
// Posts with the status they had on the slider's day. A post nobody had set up by then is not shown.
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import type { Collection, PostProperties } from '../api/types';
import type { Locale } from '../locale/locale';
import { statusAt } from '../model/post-status';
import type { MapColours } from './palette';
import { drawPost, kPostKinds, kPostStatuses } from './post-icons';

const kIcon = 56;

export function setPostIcons(map: MapLibre, colours: MapColours): void {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = kIcon;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return;
  for (const kind of kPostKinds) {
    for (const status of kPostStatuses) {
      drawPost(context, kIcon, kind, status, colours);
      const image = context.getImageData(0, 0, kIcon, kIcon);
      const name = `post-${kind}-${status}`;
      if (map.hasImage(name)) map.updateImage(name, image);
      else map.addImage(name, image, { pixelRatio: 2 });
    }
  }
}

export function addPosts(map: MapLibre): void {
  map.addSource('posts', { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
  map.addLayer({
    id: 'posts',
    type: 'symbol',
    source: 'posts',
    layout: {
      'icon-image': ['concat', 'post-', ['get', 'sign'], '-', ['get', 'status']],
      'icon-allow-overlap': true,
      'icon-ignore-placement': false,
      'icon-size': ['interpolate', ['linear'], ['zoom'], 4, 0.5, 7, 0.85, 10, 1.15],
      'text-field': ['step', ['zoom'], '', 8.2, ['get', 'label']],
      'text-font': ['IBM Plex Sans', 'IBM Plex Sans Arabic', 'sans-serif'],
      'text-size': 12,
      'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
      'text-radial-offset': 1.1,
      'text-optional': true,
    },
  });
}

export function paintPosts(map: MapLibre, colours: MapColours): void {
  map.setPaintProperty('posts', 'text-color', colours.post);
  map.setPaintProperty('posts', 'text-halo-color', colours.halo);
  map.setPaintProperty('posts', 'text-halo-width', 1.6);
}

export function setPosts(
  map: MapLibre,
  posts: Collection<PostProperties, GeoJSON.Point>,
  time_ms: number,
  l: Locale,
): void {
  const features: GeoJSON.Feature[] = [];
  for (const post of posts.features) {
    const p = post.properties;
    const status = statusAt(p, time_ms);
    if (!status || !post.geometry) continue;
    features.push({
      type: 'Feature',
      geometry: post.geometry,
      properties: {
        id: p.id,
        sign: kPostKinds.includes(p.kind) ? p.kind : 'base',
        status: kPostStatuses.includes(status) ? status : 'unknown',
        label: l.name(p.names, p.id),
      },
    });
  }
  map.getSource<GeoJSONSource>('posts')?.setData({ type: 'FeatureCollection', features });
}
