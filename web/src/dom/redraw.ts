// SPDX-License-Identifier: Apache-2.0
//
// Puts new content in place of the old without taking the focus from whoever works by keyboard:
// what bears `data-focus` is found again by it.
import { put, type Child } from './h';

export function redraw(parent: HTMLElement, ...children: Child[]): void {
  const { activeElement } = document;
  const inside = activeElement instanceof HTMLElement && parent.contains(activeElement);
  const key = inside ? activeElement.dataset['focus'] : undefined;
  put(parent, ...children);
  if (!key) return;
  for (const element of parent.querySelectorAll<HTMLElement>('[data-focus]'))
    if (element.dataset['focus'] === key) return element.focus();
}
