// SPDX-License-Identifier: Apache-2.0
//
// Before and after an entry into force, as plain means. It says by how much a series changed,
// never why.
import type { ZoneSeries } from '../api/types';

export const kCompareDays = 180;

export interface Comparison {
  at_ms: number;
  label: string;
  /** Mean per bucket; null where no bucket starts in that span. */
  before: number | null;
  after: number | null;
}

/** `values` beside series.starts_ms. Buckets count on the side on which they start. */
export function compare(series: ZoneSeries, values: number[]): Comparison[] {
  const span = kCompareDays * 86_400_000;
  const mean = (from: number, to: number): number | null => {
    let [sum, n] = [0, 0];
    series.starts_ms.forEach((start, i) => {
      if (start < from || start >= to) return;
      sum += values[i] ?? 0;
      n++;
    });
    return n ? sum / n : null;
  };
  return series.marks
    .filter((mark) => mark.kind === 'in-force')
    .map((mark) => ({
      at_ms: mark.at_ms,
      label: mark.label,
      before: mean(mark.at_ms - span, mark.at_ms),
      after: mean(mark.at_ms, mark.at_ms + span),
    }));
}
