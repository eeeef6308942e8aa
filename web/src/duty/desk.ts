// SPDX-License-Identifier: Apache-2.0
//
// What the desk knows: the server's newest answers, who is signed in, and the pen. Asked again when
// the record grows and twice a minute.
import { address, getJson, type Scope } from '../api/client';
import type { ActorItem, Mission, ShortEntry } from '../api/types';
import { signal } from '../dom/signal';
import type { Locale } from '../locale/locale';
import { Pen } from '../say/pen';
import type { Accepted } from '../say/post';
import type { Me, Writing } from '../say/writing';
import { missionClock } from '../time/zone';
import type { ArrangementBody, RosterBody, SaidBody } from './bodies';
import type { Duty, Notifications } from './types';

export interface Told {
  duty: Duty;
  register: Notifications;
  arrangements: SaidBody<ArrangementBody>[];
  rosters: SaidBody<RosterBody>[];
  asked_ms: number;
}

type Items<T> = { items: T[] };

export class Desk {
  readonly told = signal<Told | null>(null);
  readonly lost = signal(false);
  readonly me = signal<Me | null>(null);
  /** What was entered last, to be told to the person. */
  readonly last = signal<Accepted | null>(null);
  readonly writing: Writing;
  private names_ = new Map<string, string>();
  private readonly scope_: Scope;

  constructor(l: Locale, mission: Mission, actors: ActorItem[], missionParty: string) {
    this.scope_ = { lang: l.lang, asKnownAt: null };
    for (const actor of actors) this.names_.set(actor.id, l.name(actor.names, actor.id));
    const pen = new Pen(mission);
    this.writing = {
      l,
      pen,
      mission,
      missionParty,
      clock: missionClock(mission.time_zone, mission.utc_offsets),
      me: () => this.me.get(),
      duty: () => this.told.get()?.duty ?? null,
      name: (party) => this.names_.get(party) ?? party,
      parties: () => this.parties(),
      entered: (accepted) => {
        this.last.set(accepted);
        void this.ask();
      },
    };
  }

  static async begin(l: Locale): Promise<Desk> {
    const scope = { lang: l.lang, asKnownAt: null };
    const [mission, actors, first] = await Promise.all([
      getJson<Mission>(address('mission', scope)),
      getJson<Items<ActorItem>>(address('actors', scope)),
      getJson<Items<ShortEntry>>(address('entries', scope, { limit: 1 })),
    ]);
    return new Desk(l, mission, actors.items, first.items[0]?.party ?? '');
  }

  async ask(): Promise<void> {
    try {
      const [duty, register, arrangements, rosters] = await Promise.all([
        getJson<Duty>(address('duty', this.scope_)),
        getJson<Notifications>(address('notifications', this.scope_)),
        getJson<Items<SaidBody<ArrangementBody>>>(address('arrangements', this.scope_)),
        getJson<Items<SaidBody<RosterBody>>>(address('rosters', this.scope_)),
      ]);
      for (const party of duty.on_duty) this.names_.set(party.party, party.name);
      this.lost.set(false);
      this.told.set({
        duty,
        register,
        arrangements: arrangements.items,
        rosters: rosters.items,
        asked_ms: Date.now(),
      });
    } catch {
      this.lost.set(true);
    }
  }

  /** The next page of the register, behind the one that is there. */
  async more(): Promise<void> {
    const told = this.told.get();
    if (!told || told.register.next === null) return;
    const page = await getJson<Notifications>(
      address('notifications', this.scope_, { from: told.register.next }),
    );
    this.told.set({
      ...told,
      register: { ...page, items: [...told.register.items, ...page.items] },
    });
  }

  /** The server's clock now: this machine's may be a day off. */
  now_ms(): number {
    const told = this.told.get();
    return told ? told.duty.at_ms + (Date.now() - told.asked_ms) : Date.now();
  }

  private parties(): string[] {
    const told = this.told.get();
    const all = new Set<string>([this.writing.missionParty]);
    for (const { body } of told?.arrangements ?? []) {
      for (const profile of body.profiles ?? [])
        for (const one of [...(profile.recipients ?? []), ...(profile.may_know ?? [])])
          all.add(one);
      for (const cover of body.cover ?? []) for (const one of cover.parties) all.add(one);
    }
    for (const party of told?.duty.on_duty ?? []) all.add(party.party);
    for (const one of told?.register.items ?? []) {
      all.add(one.party);
      for (const rung of one.ladder) all.add(rung.recipient);
    }
    all.delete('');
    return [...all].sort();
  }
}
