// SPDX-License-Identifier: Apache-2.0
//
// Opening the officer's key file on this page. File and passphrase go to nobody: the server never
// sees either. The passphrase's field is emptied at once.
import { h, put } from '../dom/h';
import { textField } from './fields';
import { KeyProblem, readKeyFile } from './key-file';
import { problemText } from './problem-text';
import type { Writing } from './writing';

/** `opened` is called once the pen is ready. Not a form of its own: it may stand inside one. */
export function keyOpener(w: Writing, opened: () => void): HTMLElement {
  const { l } = w;
  const file = textField(
    l.t('key.file'),
    { type: 'file', accept: '.key,text/plain' },
    l.t('key.file.help'),
  );
  const passphrase = textField(l.t('key.passphrase'), {
    type: 'password',
    autocomplete: 'off',
    dir: 'auto',
  });
  const progress = h('progress', {
    max: 1,
    value: 0,
    hidden: true,
    'aria-label': l.t('key.opening'),
  });
  const trouble = h('p', { class: 'alarm', role: 'alert' });
  const open = async () => {
    put(trouble);
    const chosen = file.control.files?.[0];
    if (!chosen) return put(trouble, l.t('key.none'));
    const given = passphrase.control.value;
    passphrase.control.value = '';
    go.disabled = true;
    progress.hidden = false;
    try {
      if (chosen.size > 4096) throw new KeyProblem('no-key-file');
      const text = await chosen.text();
      await w.pen.open(
        readKeyFile(text),
        given,
        w.me()?.party ?? null,
        (part) => (progress.value = part),
      );
      opened();
    } catch (cause) {
      put(trouble, problemText(cause, l));
      passphrase.control.focus();
    } finally {
      go.disabled = false;
      progress.hidden = true;
    }
  };
  const go = h(
    'button',
    { type: 'button', class: 'main', onclick: () => void open() },
    l.t('key.open'),
  );
  passphrase.control.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (!go.disabled) void open();
  });
  return h(
    'div',
    { class: 'key-opener' },
    h('p', { class: 'quiet' }, l.t('key.why')),
    file.row,
    passphrase.row,
    progress,
    trouble,
    go,
  );
}
