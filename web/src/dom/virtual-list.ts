// SPDX-License-Identifier: Apache-2.0
//
// A list of equal rows of which only the visible ones are in the document: 10,000 findings cost
// as much as thirty. Arrow keys, Home and End move the focus; screen readers get the set's size.
import { h } from './h';
import { visibleRange } from './virtual-range';

export interface VirtualList<T> {
  element: HTMLElement;
  setItems(items: T[]): void;
  refresh(): void;
}

export interface VirtualListOptions<T> {
  rowHeight(): number;
  key(item: T): string;
  /** Builds a row's inside; the list places it and gives it focus and role. */
  row(item: T): HTMLElement;
  open(item: T): void;
  label: string;
}

export function virtualList<T>(options: VirtualListOptions<T>): VirtualList<T> {
  const holder = h('div', { class: 'vlist-holder', role: 'list', 'aria-label': options.label });
  const element = h('div', { class: 'vlist', tabindex: -1 }, holder);
  const shown = new Map<number, HTMLElement>();
  let items: T[] = [];
  let focused = 0;

  function build(index: number): HTMLElement {
    const item = items[index] as T;
    const row = h(
      'div',
      {
        class: 'vrow',
        role: 'listitem',
        'aria-setsize': items.length,
        'aria-posinset': index + 1,
        'data-key': options.key(item),
      },
      options.row(item),
    );
    const inner = row.firstElementChild as HTMLElement;
    inner.tabIndex = index === focused ? 0 : -1;
    inner.addEventListener('click', () => options.open(item));
    row.style.transform = `translateY(${index * options.rowHeight()}px)`;
    row.style.height = `${options.rowHeight()}px`;
    return row;
  }

  function paint(): void {
    const { first, end } = visibleRange(
      items.length,
      options.rowHeight(),
      element.scrollTop,
      element.clientHeight,
    );
    for (const [index, row] of shown) {
      if (index >= first && index < end) continue;
      row.remove();
      shown.delete(index);
    }
    for (let index = first; index < end; index++) {
      if (shown.has(index)) continue;
      const row = build(index);
      shown.set(index, row);
      holder.append(row);
    }
  }

  function focusRow(index: number): void {
    focused = Math.max(0, Math.min(items.length - 1, index));
    const top = focused * options.rowHeight();
    const bottom = top + options.rowHeight();
    if (top < element.scrollTop) element.scrollTop = top;
    if (bottom > element.scrollTop + element.clientHeight) {
      element.scrollTop = bottom - element.clientHeight;
    }
    paint();
    for (const [at, row] of shown) {
      (row.firstElementChild as HTMLElement).tabIndex = at === focused ? 0 : -1;
    }
    (shown.get(focused)?.firstElementChild as HTMLElement | undefined)?.focus();
  }

  element.addEventListener('scroll', paint, { passive: true });
  new ResizeObserver(paint).observe(element);
  element.addEventListener('keydown', (event) => {
    const page = Math.max(1, Math.floor(element.clientHeight / options.rowHeight()) - 1);
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -items.length,
      End: items.length,
    };
    const step = steps[event.key];
    if (step === undefined || !items.length) return;
    event.preventDefault();
    focusRow(focused + step);
  });

  function refresh(): void {
    for (const row of shown.values()) row.remove();
    shown.clear();
    holder.style.height = `${items.length * options.rowHeight()}px`;
    paint();
  }
  return {
    element,
    refresh,
    setItems(next) {
      items = next;
      focused = Math.min(focused, Math.max(0, next.length - 1));
      refresh();
    },
  };
}
