// SPDX-License-Identifier: Apache-2.0
//
// New entries and findings as the server sends them. The browser reconnects by itself and names
// the last event it saw; we only report in which state the line is.
import type { Finding, Lang } from './types';

export type LineState = 'connecting' | 'live' | 'lost';

export interface StreamHandlers {
  state(state: LineState): void;
  entries(size: number): void;
  finding(finding: Finding): void;
}

function parse<T>(event: Event): T | null {
  try {
    return JSON.parse((event as MessageEvent<string>).data) as T;
  } catch {
    return null; // A broken event is worth less than the page it would break.
  }
}

/** Opens the stream; returns the function that closes it. */
export function openStream(lang: Lang, handlers: StreamHandlers): () => void {
  const source = new EventSource(`/api/v1/events?lang=${lang}`);
  handlers.state('connecting');
  source.addEventListener('open', () => handlers.state('live'));
  source.addEventListener('error', () => handlers.state('lost'));
  source.addEventListener('entries', (event) => {
    const data = parse<{ size: number }>(event);
    if (data && Number.isSafeInteger(data.size)) handlers.entries(data.size);
  });
  source.addEventListener('finding', (event) => {
    const data = parse<Finding>(event);
    if (data && typeof data.id === 'string') handlers.finding(data);
  });
  return () => source.close();
}
