// SPDX-License-Identifier: Apache-2.0
//
// Which rows of a long list of equal rows are worth having in the document.

export interface Range {
  first: number;
  /** One past the last. */
  end: number;
}

/** Rows that meet the viewport, with `spare` more on each side. Pure; all sizes in pixels. */
export function visibleRange(
  count: number,
  rowHeight: number,
  scrollTop: number,
  viewHeight: number,
  spare = 6,
): Range {
  if (count <= 0 || rowHeight <= 0) return { first: 0, end: 0 };
  const top = Math.max(0, Math.min(scrollTop, count * rowHeight - viewHeight));
  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  const end = Math.min(count, Math.ceil((top + Math.max(0, viewHeight)) / rowHeight) + spare);
  return { first, end: Math.max(first, end) };
}
