// SPDX-License-Identifier: Apache-2.0
//
// A value that tells its readers when it changes. All the page's shared state is made of these.

export interface Signal<T> {
  get(): T;
  /** Tells readers only when the value is another one. */
  set(value: T): void;
  /** Calls `reader` at each change; returns the function that ends it. */
  on(reader: (value: T) => void): () => void;
  /** Calls `reader` now and at each change. */
  watch(reader: (value: T) => void): () => void;
}

export function signal<T>(initial: T): Signal<T> {
  let current = initial;
  const readers = new Set<(value: T) => void>();
  const on = (reader: (value: T) => void) => {
    readers.add(reader);
    return () => void readers.delete(reader);
  };
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const reader of [...readers]) reader(value);
    },
    on,
    watch(reader) {
      reader(current);
      return on(reader);
    },
  };
}

/** Calls `reader` once per frame at most, however many of the signals changed in it. */
export function onAny(signals: Signal<never>[] | Signal<any>[], reader: () => void): void {
  let waiting = false;
  for (const one of signals) {
    one.on(() => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        reader();
      });
    });
  }
}
