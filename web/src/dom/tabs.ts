// SPDX-License-Identifier: Apache-2.0
//
// Tabs after the WAI-ARIA pattern: one stop in the tab order, arrow keys between the tabs
// (mirrored where the page is), Home and End, panels that know their tab.
import { h } from './h';

export interface Tab {
  id: string;
  label: string;
  panel: HTMLElement;
}

export interface Tabs {
  bar: HTMLElement;
  select(id: string): void;
}

export function tabs(list: Tab[], label: string, onSelect: (id: string) => void): Tabs {
  const buttons = new Map<string, HTMLButtonElement>();
  const bar = h('div', { class: 'tabs', role: 'tablist', 'aria-label': label });

  function select(id: string): void {
    for (const tab of list) {
      const chosen = tab.id === id;
      const button = buttons.get(tab.id);
      button?.setAttribute('aria-selected', String(chosen));
      if (button) button.tabIndex = chosen ? 0 : -1;
      tab.panel.hidden = !chosen;
    }
  }

  for (const tab of list) {
    tab.panel.id = `panel-${tab.id}`;
    tab.panel.setAttribute('role', 'tabpanel');
    tab.panel.setAttribute('aria-labelledby', `tab-${tab.id}`);
    const button = h(
      'button',
      {
        type: 'button',
        id: `tab-${tab.id}`,
        role: 'tab',
        'aria-controls': `panel-${tab.id}`,
        onclick: () => onSelect(tab.id),
      },
      tab.label,
    );
    buttons.set(tab.id, button);
    bar.append(button);
  }

  bar.addEventListener('keydown', (event) => {
    const at = list.findIndex((tab) => buttons.get(tab.id) === document.activeElement);
    if (at < 0) return;
    const forward = getComputedStyle(bar).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const targets: Record<string, number> = {
      [forward]: (at + 1) % list.length,
      [back]: (at + list.length - 1) % list.length,
      Home: 0,
      End: list.length - 1,
    };
    const target = targets[event.key];
    const tab = target === undefined ? undefined : list[target];
    if (!tab) return;
    event.preventDefault();
    onSelect(tab.id);
    buttons.get(tab.id)?.focus();
  });
  return { bar, select };
}
