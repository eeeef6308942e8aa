// SPDX-License-Identifier: Apache-2.0
//
// Moves the day on while playing, in the rhythm of the screen; stops at the span's end.
import type { State } from '../model/state';
import type { DaySpan } from '../model/span';

export const kSpeeds = [2, 7, 15, 30] as const;

/** Returns what ends the player for good. */
export function createPlayer(state: State, span: () => DaySpan): () => void {
  let frame = 0;
  let last = 0;
  let owed = 0;

  function step(now: number): void {
    if (!state.playing.get()) return;
    // A tab that slept does not race through what it missed.
    owed += (Math.min(250, now - last) / 1000) * state.speed.get();
    last = now;
    const whole = Math.floor(owed);
    if (whole > 0) {
      owed -= whole;
      const end = span().last;
      state.day.set(Math.min(end, state.day.get() + whole));
      if (state.day.get() >= end) return state.playing.set(false);
    }
    frame = requestAnimationFrame(step);
  }
  state.playing.on((playing) => {
    cancelAnimationFrame(frame);
    if (!playing) return;
    if (state.day.get() >= span().last) state.day.set(span().first);
    owed = 0;
    last = performance.now();
    frame = requestAnimationFrame(step);
  });
  return () => cancelAnimationFrame(frame);
}
