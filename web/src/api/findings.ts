// SPDX-License-Identifier: Apache-2.0
//
// All findings, page by page: the list filters in the browser, so that a click answers at once.
import { address, getJson, type Scope } from './client';
import type { Finding, FindingsPage } from './types';

const kPage = 5000;
/** Past this many the list would lie about being complete; it says so instead. */
export const kFindingsShown = 50_000;

/** Calls `onPage` with all that has come so far, first after one round trip. */
export async function loadFindings(
  scope: Scope,
  onPage: (items: Finding[], total: number) => void,
  signal: AbortSignal,
): Promise<void> {
  let items: Finding[] = [];
  let cursor: string | number | null | undefined;
  do {
    const url = address('findings', scope, { limit: kPage, cursor: cursor ?? undefined });
    const page = await getJson<FindingsPage>(url, signal);
    items = items.length ? items.concat(page.items) : page.items;
    onPage(items, page.total);
    cursor = page.items.length ? page.next : null;
  } while (cursor !== null && cursor !== undefined && items.length < kFindingsShown);
}
