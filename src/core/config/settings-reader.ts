import { sameJson } from '../domain/model/same-json.ts';
import type { JsonObject } from '../domain/model/json.ts';
import { type Settings, type SettingsSection, settingsSections } from '../domain/model/settings.ts';
import { defaultProfile } from '../domain/model/settings-layers.ts';
import type { GivenSetting } from './given-settings.ts';
import { asJson } from './section-layers.ts';
import { type Place, type SettingsDirectory, userPlace } from './settings-directory.ts';
import { readDocument } from './settings-document.ts';
import type { SettingsHistory } from './settings-history.ts';
import { allFaults } from './settings-notes.ts';
import { type PlaceState, placeOf, SettingsSnapshot } from './settings-snapshot.ts';

export interface SettingsReaderDeps {
  readonly directory: SettingsDirectory;
  readonly history: Pick<SettingsHistory, 'list'>;
  /** What an earlier version kept elsewhere; nothing once that is taken over. */
  readonly earlier: () => Promise<JsonObject | undefined>;
  readonly given: readonly GivenSetting[];
  readonly chosen: { readonly name: string; readonly source: string } | undefined;
  readonly defaults: Partial<Settings>;
  /** Told of each section that reads otherwise than before. */
  readonly onChange: (section: SettingsSection, revision: number) => void;
  readonly onFault: (error: unknown, facts?: { readonly [name: string]: string }) => void;
}

/** Settings as the files have them now. */
export interface SettingsReader {
  /** From memory while the files are as they were; else read anew, and whoever watches is told what changed. */
  readonly current: () => Promise<SettingsSnapshot>;
  readonly read: () => Promise<SettingsSnapshot>;
}

export function createSettingsReader(deps: SettingsReaderDeps): SettingsReader {
  const { directory, chosen, onChange, onFault } = deps;
  let known: { readonly stamp: string; readonly profile: string; readonly snapshot: SettingsSnapshot } | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const told = new Set<string>();

  const tell = (snapshot: SettingsSnapshot): void => {
    for (const fault of allFaults(snapshot)) {
      if (!told.has(fault)) onFault(new Error(fault), { area: 'settings' });
      told.add(fault);
    }
  };
  const publish = (before: SettingsSnapshot, after: SettingsSnapshot): void => {
    const isThere = (snapshot: SettingsSnapshot): boolean => chosen === undefined || snapshot.has(chosen.name);
    // Whoever reads is told that the profile is gone; what it says once it is back may all be new.
    if (!isThere(after)) return;
    const old = isThere(before) ? before : undefined;
    for (const section of settingsSections) {
      const [was, { value, revision }] = [old?.entry(section), after.entry(section)];
      if (revision !== was?.revision || !sameJson(asJson(was.value), asJson(value))) onChange(section, revision);
    }
  };

  /** A file is stamped before it is read, so that a change in between is found by the next call. */
  const load = async (): Promise<SettingsSnapshot> => {
    for (let profile = known?.profile ?? chosen?.name ?? defaultProfile; ; ) {
      const stamp = await directory.stamp(placeOf(profile));
      if (known?.stamp === stamp) return known.snapshot;
      const [before, snapshot] = [known?.snapshot, await readSnapshot(deps)];
      const active = chosen?.name ?? snapshot.place(userPlace).document.profile ?? defaultProfile;
      if (active === profile) {
        known = { stamp, profile, snapshot };
        tell(snapshot);
        if (before !== undefined) publish(before, snapshot);
        return snapshot;
      }
      profile = active;
    }
  };

  return {
    read: () => readSnapshot(deps),
    current() {
      // One at a time, so that nobody is told twice and an earlier reading never replaces a later one.
      const answer = turn.then(load);
      turn = answer.catch(() => undefined);
      return answer;
    },
  };
}

async function readSnapshot({ directory, history, earlier, given, chosen, defaults }: SettingsReaderDeps): Promise<SettingsSnapshot> {
  const texts = await directory.read();
  const pendingFault = await directory.pendingFault();
  const places = new Map<Place, PlaceState>();
  for (const [place, text] of texts) places.set(place, await stateOf(place, text, history));
  if (!places.has(userPlace)) {
    const sections = await earlier();
    if (sections !== undefined) places.set(userPlace, { document: { sections } });
  }
  return new SettingsSnapshot({ places, given, chosen, defaults, fileOf: (place) => directory.fileOf(place), pendingFault });
}

/** A file that cannot be read counts as it was when it last could: falling back to defaults would quietly change what runs talk to. */
async function stateOf(place: Place, text: string, history: Pick<SettingsHistory, 'list'>): Promise<PlaceState> {
  const read = readDocument(text);
  if ('document' in read) return { text, document: read.document };
  for (const entry of await history.list(Number.POSITIVE_INFINITY)) {
    if (entry.where !== place || entry.text === undefined) continue;
    const last = readDocument(entry.text);
    if ('document' in last) return { text, document: last.document, fault: read.fault, isNewer: read.isNewer };
  }
  return { text, document: { sections: {} }, fault: read.fault, isNewer: read.isNewer };
}
