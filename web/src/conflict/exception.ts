// SPDX-License-Identifier: Apache-2.0
//
// One side's word for an agreed exception: that these two versions may come closer than asked. It
// counts when both sides have said it (docs/spec/bodies.md#exception).
import { h } from '../dom/h';
import { lean } from '../say/canonical';
import { openSayForm } from '../say/dialog';
import { longField, textField } from '../say/fields';
import { fromLocalText } from '../say/moment';
import { toThemAndTheMission, type Writing } from '../say/writing';

export interface Two {
  /** Entry ids of the two versions. */
  ids: [string, string];
  parties: string[];
}

export function openException(w: Writing, two: Two): void {
  const { l } = w;
  const reason = longField(l.t('conflict.except.reason'), { required: true, maxlength: 2000 });
  const until = textField(
    l.t('conflict.except.until'),
    { type: 'datetime-local' },
    l.t('form.zone', { zone: w.clock.name }),
  );
  const between = [...two.ids].sort();
  openSayForm(w, {
    title: l.t('conflict.except'),
    parts: [h('p', { class: 'note' }, l.t('conflict.except.help')), reason.row, until.row],
    go: l.t('conflict.except.go'),
    words() {
      const until_ms = fromLocalText(until.control.value, w.clock);
      return {
        kind: 'exception',
        body: lean({
          between,
          reason: reason.control.value.trim(),
          ...(until_ms === null ? {} : { until: { time_ms: until_ms } }),
        }),
        audience: toThemAndTheMission(w, two.parties),
        refs: between.map((entry) => ({ entry, kind: 'cites' as const })),
      };
    },
  });
}
