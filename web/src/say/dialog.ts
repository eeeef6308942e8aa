// SPDX-License-Identifier: Apache-2.0
//
// A form above the page: one thing to say, signed and sent. Escape closes it unless something is on
// its way.
import { h, type Child } from '../dom/h';
import { keyOpener } from './key-opener';
import { sendingFoot } from './sending';
import type { Words } from './pen';
import type { Accepted } from './post';
import type { Writing } from './writing';

export interface SayForm {
  title: string;
  parts: Child[];
  /** On the button that signs. */
  go: string;
  words(): Words | Promise<Words>;
  done?(accepted: Accepted): void;
}

export function openDialog(title: string, l: Writing['l'], ...parts: Child[]): HTMLDialogElement {
  const dialog = h(
    'dialog',
    { class: 'say-dialog', 'aria-label': title },
    h(
      'header',
      {},
      h('h2', {}, title),
      h(
        'button',
        {
          type: 'button',
          class: 'icon',
          'aria-label': l.t('say.close'),
          onclick: () => dialog.close(),
        },
        '×',
      ),
    ),
    parts,
  );
  const before = document.activeElement as HTMLElement | null;
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  (document.querySelector('main') ?? document.body).append(dialog);
  dialog.showModal();
  // Not on the button that closes it: whoever types goes on at once.
  dialog
    .querySelector<HTMLElement>('form input, form textarea, form select, .key-opener input')
    ?.focus();
  return dialog;
}

export function openSayForm(w: Writing, form: SayForm): HTMLDialogElement {
  const go = h('button', { class: 'main' }, form.go);
  const foot = sendingFoot(w, go, (opened) => keyOpener(w, opened));
  const element = h('form', { class: 'say-form' }, form.parts, foot.element);
  const dialog = openDialog(form.title, w.l, element);
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    void foot.say(form.words).then((accepted) => {
      if (!accepted) return;
      dialog.close();
      form.done?.(accepted);
    });
  });
  dialog.addEventListener('cancel', (event) => {
    if (w.pen.sending.get().state !== 'idle') event.preventDefault();
  });
  return dialog;
}

/** A button that opens the key in a dialog of its own: for forms that stand on the page. */
export function keyButton(w: Writing, opened: () => void): HTMLElement {
  const { l } = w;
  const ask = () => {
    const dialog = openDialog(
      l.t('key.title'),
      l,
      keyOpener(w, () => (dialog.close(), opened())),
    );
  };
  return h('button', { type: 'button', onclick: ask }, l.t('pen.open'));
}
