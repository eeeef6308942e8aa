// SPDX-License-Identifier: Apache-2.0
import type { PostProperties, PostStatus } from '../api/types';

/** What was said of a post at a moment: the latest status that had begun and not ended by then. */
export function statusAt(post: PostProperties, time_ms: number): PostStatus | null {
  let best: PostStatus | null = null;
  let began = -Infinity;
  for (const item of post.history) {
    const from = item.when.from_ms ?? -Infinity;
    const to = item.when.to_ms ?? Infinity;
    if (from <= time_ms && time_ms < to && from >= began) {
      best = item.status;
      began = from;
    }
  }
  return best;
}
