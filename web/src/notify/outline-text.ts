// SPDX-License-Identifier: Apache-2.0
//
// A fault of an outline as a sentence: which corner, where on the map, what to do.
import type { Point } from '../duty/bodies';
import type { Locale } from '../locale/locale';
import { lonLat } from '../map/plan-shape';
import { decimal } from './located';
import type { OutlineFault } from './outline';

/** In the direction of coordinates, whatever that of the sentence is. */
const placeText = (at: Point) => `\u2066${decimal(lonLat(at))}\u2069`;

/** Corners are counted from 1, as a person counts them. */
export function faultText(fault: OutlineFault, corners: number, l: Locale): string {
  switch (fault.kind) {
    case 'few':
      return l.t('area.few', { n: corners });
    case 'line':
      return l.t('area.line');
    case 'repeated':
      return l.t('area.repeated', { corner: fault.corner + 1, at: placeText(fault.at) });
    case 'spike':
      return l.t('area.spike', { corner: fault.corner + 1, at: placeText(fault.at) });
    case 'crosses': {
      const end = (side: number) => ((side + 1) % corners) + 1;
      return l.t('area.crosses', {
        a: fault.side + 1,
        b: end(fault.side),
        c: fault.other + 1,
        d: end(fault.other),
        at: placeText(fault.at),
      });
    }
  }
}
