// SPDX-License-Identifier: Apache-2.0
//
// What all maps here are before anything is on them: north up, straight down, one world, no other
// machine asked for anything.
import { Map as MapLibre, setWorkerUrl, type MapOptions } from 'maplibre-gl';

export function bareMap(
  container: HTMLElement,
  own: Pick<MapOptions, 'minZoom' | 'maxZoom' | 'fadeDuration'>,
): MapLibre {
  setWorkerUrl('/map-worker.js');
  const map = new MapLibre({
    container,
    style: { version: 8, sources: {}, layers: [] },
    center: [20, 25],
    zoom: 2,
    maxPitch: 0,
    attributionControl: false,
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    localIdeographFontFamily: "'IBM Plex Sans', 'IBM Plex Sans Arabic', sans-serif",
    ...own,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  return map;
}

/** A map draws its letters itself, once: the fonts must be there before it does. */
export async function lettersLoaded(): Promise<void> {
  const fonts = ['المنطقة', 'Zone'].flatMap((text) =>
    ['400', '500'].map((weight) =>
      document.fonts.load(`${weight} 24px 'IBM Plex Sans', 'IBM Plex Sans Arabic'`, text),
    ),
  );
  await Promise.allSettled(fonts);
}
