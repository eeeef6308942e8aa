// SPDX-License-Identifier: Apache-2.0
//
// Who signs on this page, in the bar at its top: open the key, put it away.
import { h, put } from '../dom/h';
import { keyButton } from '../say/dialog';
import type { Writing } from '../say/writing';

export function penBar(w: Writing): HTMLElement {
  const { l, pen } = w;
  const element = h('div', { class: 'pen-bar' });
  pen.holder.watch((holder) =>
    put(
      element,
      holder
        ? [
            h('strong', { class: 'pen-open' }, l.t('pen.as', { party: w.name(holder.party) })),
            h('button', { type: 'button', onclick: () => pen.close() }, l.t('pen.close')),
          ]
        : keyButton(w, () => undefined),
    ),
  );
  return element;
}
