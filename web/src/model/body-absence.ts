// SPDX-License-Identifier: Apache-2.0
import type { FullEntry } from '../api/types';
import type { Locale } from '../locale/locale';

/** Why there is no body to show. */
export function bodyAbsence(l: Locale, entry: FullEntry): string {
  if (entry.erasure)
    return l.t('detail.erased.by', {
      n: entry.erasure.entry,
      basis: entry.erasure.basis,
      who: entry.erasure.decided_by,
    });
  return l.t(entry.body_state === 'withheld' ? 'detail.withheld' : 'detail.absent');
}
