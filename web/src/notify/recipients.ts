// SPDX-License-Identifier: Apache-2.0
//
// Who will see it, said plainly before it is sent: whoever is named, nobody else. Naming more people
// than needed cannot be taken back.
import type { Profile } from '../duty/bodies';
import { h, put } from '../dom/h';
import type { Audience } from '../say/statement';
import { radioGroup } from '../say/fields';
import { speaker, type Writing } from '../say/writing';
import { mayKnowOf, recipientsOf } from './needs';

export interface RecipientField {
  element: HTMLElement;
  audience(): Audience;
  setProfiles(profiles: Profile[]): void;
  set(audience: Audience): void;
}

export function recipientField(w: Writing, changed: () => void): RecipientField {
  const { l } = w;
  let label: Audience['label'] = 'named';
  let boxes: HTMLInputElement[] = [];
  let touched = false;
  const names = h('fieldset', { class: 'radios' });
  const plain = h('p', { class: 'who-sees', role: 'status' });
  const holder = h('div');
  const tell = () => {
    const named = boxes.filter((box) => box.checked).map((box) => w.name(box.value));
    names.hidden = label !== 'named';
    put(
      plain,
      label === 'public'
        ? l.t('who.sees.public')
        : label === 'all-parties'
          ? l.t('who.sees.all')
          : named.length
            ? l.t('who.sees.named', { names: named.join(l.lang === 'ar' ? '، ' : ', ') })
            : l.t('who.sees.nobody'),
      ' ',
      label !== 'public' && l.t('who.sees.header'),
    );
  };
  const drawLabels = () =>
    put(
      holder,
      radioGroup(
        l.t('who.title'),
        [
          ['named', l.t('who.named')],
          ['all-parties', l.t('who.all')],
          ['public', l.t('who.public')],
        ],
        label,
        (value) => {
          label = value as Audience['label'];
          tell();
          changed();
        },
      ).row,
    );
  const drawNames = (chosen: string[], asked: string[], may: string[]) => {
    const own = speaker(w);
    const others = w.parties().filter((one) => one !== own);
    const all = [...new Set([...asked, ...may, ...others, ...chosen])].filter((one) => one !== own);
    boxes = all.map((one) =>
      h('input', {
        type: 'checkbox',
        value: one,
        checked: chosen.includes(one),
        onchange: () => {
          touched = true;
          tell();
          changed();
        },
      }),
    );
    put(
      names,
      h('legend', {}, l.t('who.names')),
      boxes.map((box) =>
        h(
          'label',
          { class: 'check' },
          box,
          h(
            'span',
            {},
            h('bdi', {}, w.name(box.value)),
            asked.includes(box.value) && h('small', {}, l.t('who.asked')),
            asked.length > 0 &&
              !asked.includes(box.value) &&
              !may.includes(box.value) &&
              box.value !== w.missionParty &&
              h('small', { class: 'alarm' }, l.t('who.notAllowed')),
          ),
        ),
      ),
    );
    tell();
  };
  drawLabels();
  drawNames([w.missionParty], [], []);
  return {
    element: h('div', { class: 'recipients' }, holder, names, plain),
    audience: () =>
      label === 'named'
        ? { label, recipients: boxes.filter((box) => box.checked).map((box) => box.value) }
        : { label },
    setProfiles(profiles) {
      const asked = recipientsOf(profiles);
      const before = boxes.filter((box) => box.checked).map((box) => box.value);
      // What a person has ticked is theirs; until then the arrangement decides.
      drawNames(touched ? before : [...asked, w.missionParty], asked, mayKnowOf(profiles));
    },
    set(audience) {
      label = audience.label;
      touched = true;
      drawLabels();
      drawNames(audience.label === 'named' ? (audience.recipients ?? []) : [], [], []);
    },
  };
}
