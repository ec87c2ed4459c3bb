import path from 'node:path';
import { AppError } from '../domain/model/errors.ts';
import type { JsonObject } from '../domain/model/json.ts';
import { isSettingsSection, type Settings, settingsSections } from '../domain/model/settings.ts';
import { defaultProfile, type SettingsGiven } from '../domain/model/settings-layers.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { SettingsEntries } from '../domain/ports/config-port.ts';
import type { ChangeContext, Profile, ProfileEditor, SettingsContents, SettingsEditor } from '../domain/ports/settings-editor.ts';
import type { SettingsRepository } from '../domain/ports/settings-repository.ts';
import type { WorkflowEventPublisher } from '../domain/ports/workflow-event-publisher.ts';
import { explainSetting } from './explain-setting.ts';
import { givenProfile, givenSettings } from './given-settings.ts';
import { patchOver } from './merge-patch.ts';
import { noProfile, planSave } from './plan-save.ts';
import { createSettingsDirectory, type Place, userPlace } from './settings-directory.ts';
import { readDocument, type SettingsDocument } from './settings-document.ts';
import { createSettingsHistory } from './settings-history.ts';
import { allFaults, fileNotes, sectionNotes } from './settings-notes.ts';
import { createSettingsReader } from './settings-reader.ts';
import { placeOf, type SettingsSnapshot } from './settings-snapshot.ts';
import { createSettingsWriter, differencesOf, type DocumentChanges, type WriteOrder } from './settings-writer.ts';
import { takeOver } from './take-over.ts';
import { watchFiles } from './watch-files.ts';

export interface ConfigServiceDeps {
  /** Where the files are; made when something is first saved. */
  readonly root: string;
  /** The rows of earlier versions, taken over once. */
  readonly store: SettingsRepository;
  readonly events: WorkflowEventPublisher;
  readonly clock: Pick<Clock, 'now'>;
  /** Runs work while no other process writes settings. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  /** What a section holds before anybody saved it, where the schema cannot know. */
  readonly defaults?: Partial<Settings>;
  /** What this process was started with. */
  readonly given?: SettingsGiven;
  readonly onFault: (error: unknown, facts?: { readonly [name: string]: string }) => void;
}

/** Settings, profiles, and the upkeep that a host does. */
export interface ConfigService extends SettingsEditor, ProfileEditor {
  /** Takes over what earlier versions kept, and notices from now on what others write; the answer ends that. */
  follow(): Promise<() => void>;
  /** Every fault of the files, in sentences. */
  faults(): Promise<readonly string[]>;
}

/**
 * Typed settings over files that people may edit. Each answer comes from what the files say at that moment; each change is
 * made from what they say while this process alone may write.
 */
export function createConfigService({ root, store, events, clock, exclusively, defaults = {}, given = {}, onFault }: ConfigServiceDeps): ConfigService {
  const directory = createSettingsDirectory(root);
  const history = createSettingsHistory(path.join(root, 'history'));
  const earlier = takeOver(store, defaults);
  const reader = createSettingsReader({ directory, history, earlier: earlier.sections, given: givenSettings(given), chosen: givenProfile(given), defaults, events, onFault });
  const writer = createSettingsWriter({ directory, history, exclusively, read: reader.read, clock });
  const now = reader.current;
  const change = async (order: WriteOrder): Promise<void> => {
    // Known before, so that whoever watches is told what it changes.
    await now();
    await writer.write(order);
    await now();
  };

  /** A plan that is only looked at, or carried out; what it changes is said either way. */
  const planned = async (order: WriteOrder, dryRun: boolean) => {
    const before = await reader.read();
    const differences = differencesOf(before, order.plan(before));
    if (!dryRun) await change(order);
    return differences;
  };

  return {
    get: async (section) => (await now()).entry(section),
    async set(section, value, expectedRevision) {
      await change({ kind: 'save', plan: (before) => planSave(before, [{ section, value: value as never, expectedRevision }], undefined) });
      return (await now()).entry(section);
    },
    async all() {
      const snapshot = await now();
      return Object.fromEntries(settingsSections.map((section) => [section, snapshot.entry(section)])) as unknown as SettingsEntries;
    },
    watch: (listener) => events.listen('settings:changed', ({ section }) => { if (isSettingsSection(section)) listener(section); }),
    activeProfile: async () => (await now()).active.name,

    save: (changes, { into, by } = {}) => change({ kind: 'save', by, plan: (before) => planSave(before, changes, into) }),
    explain: async (parts) => explainSetting(await now(), parts),
    async notes() {
      const snapshot = await now();
      return new Map([['' as const, fileNotes(snapshot)], ...settingsSections.map((section) => [section, sectionNotes(snapshot, section)] as const)]);
    },
    faults: async () => allFaults(await now()),
    history: async (limit) => (await history.list(limit)).map(({ text: _, ...entry }) => entry),
    async restore(id, { dryRun, by }) {
      const entry = await history.get(id);
      if (entry === undefined) throw new AppError('not_found', `There is no change "${id}" of the settings.`, { next: '`aiwm settings history` lists the last ones.', data: { id } });
      const read = entry.text === undefined ? undefined : readDocument(entry.text);
      if (read === undefined || !('document' in read)) throw new AppError('precondition_failed', `After change "${id}" there was no such profile.`, { next: 'Restore a change before it.', data: { id } });
      return planned({ kind: 'restore', by, plan: (before) => new Map([[entry.where, { ...before.place(entry.where).document, ...described(read.document), sections: read.document.sections }]]) }, dryRun);
    },
    async contents() {
      const snapshot = await reader.read();
      return { user: snapshot.place(userPlace).document.sections, profiles: Object.fromEntries(profilesIn(snapshot).map(({ name, description, sections }) => [name, { description, sections }])) };
    },
    takeIn: (contents, { dryRun, replace, by }) => planned({ kind: 'import', by, plan: (before) => planTakeIn(before, contents, replace) }, dryRun),

    async profiles() {
      const snapshot = await reader.read();
      const own = snapshot.place(userPlace).document.sections;
      return [{ name: defaultProfile, description: 'Your own settings, with nothing over them', sections: own, active: snapshot.active.name === defaultProfile, notes: [] }, ...profilesIn(snapshot)];
    },
    chosenProfile: async () => (await now()).active,
    createProfile: ({ name, description, sections }, context = {}) => change({ ...kindProfile(context), plan: (before) => {
      if (before.has(name)) throw new AppError('conflict', `There is a profile "${name}" already.`, { next: 'Choose another name, or remove it first.', data: { profile: name } });
      return new Map([[name, { description, sections }]]);
    } }),
    useProfile: (name, context = {}) => change({ ...kindProfile(context), plan: (before) => planUse(before, name) }),
    removeProfile: (name, context = {}) => change({ ...kindProfile(context), plan: (before) => planRemove(before, name) }),

    async follow() {
      if (await earlier.isDue() && !(await directory.read()).has(userPlace)) {
        await change({ kind: 'takeover', plan: (before) => new Map([[userPlace, before.place(userPlace).document]]) });
      }
      await earlier.done();
      const notice = async (): Promise<void> => {
        await writer.adopt();
        await now();
      };
      // Nothing to note where nobody ever saved anything.
      if ((await directory.read()).size > 0) await notice();
      return watchFiles(root, { onChange: notice, onFault });
    },
  };
}

function kindProfile({ by }: ChangeContext): Pick<WriteOrder, 'kind' | 'by'> {
  return { kind: 'profile', by };
}

function described({ description }: { readonly description?: string }): { readonly description?: string } {
  return description === undefined ? {} : { description };
}

function profilesIn(snapshot: SettingsSnapshot): readonly Profile[] {
  const names = [...snapshot.parts.places.keys()].filter((place) => place !== userPlace);
  return names.map((name) => {
    const { document, fault } = snapshot.place(name);
    return { name, description: document.description ?? '', sections: document.sections, active: snapshot.active.name === name, notes: fault === undefined ? [] : [`Its file cannot be read: ${fault}.`] };
  });
}

function planTakeIn(before: SettingsSnapshot, { user, profiles }: SettingsContents, replace: boolean): DocumentChanges {
  const laid = (place: Place, sections: JsonObject): JsonObject => (replace ? sections : patchOver(before.place(place).document.sections, sections));
  return new Map<Place, SettingsDocument>([
    [userPlace, { ...before.place(userPlace).document, sections: laid(userPlace, user) }],
    ...Object.entries(profiles).map(([name, { description, sections }]) => [name, { description, sections: laid(name, sections) }] as const),
  ]);
}

function planUse(before: SettingsSnapshot, name: string): DocumentChanges {
  if (!before.has(name)) throw noProfile(name);
  const { chosen } = before.parts;
  if (chosen !== undefined && chosen.name !== name) throw new AppError('precondition_failed', `${chosen.source} chooses the profile "${chosen.name}" for this process, so that another choice would not count.`, { next: 'Leave it out and choose again.', data: { profile: chosen.name } });
  return new Map([[userPlace, { ...before.place(userPlace).document, profile: name }]]);
}

function planRemove(before: SettingsSnapshot, name: string): DocumentChanges {
  if (name === defaultProfile) throw new AppError('conflict', 'The profile "default" is your own settings and cannot be removed.', { next: '`aiwm settings reset` takes back what a section says.' });
  if (!before.has(placeOf(name))) throw noProfile(name);
  if (before.active.name === name || before.place(userPlace).document.profile === name) throw new AppError('conflict', `The profile "${name}" is the active one.`, { next: '`aiwm profiles use default` makes another one active.', data: { profile: name } });
  return new Map([[name, undefined]]);
}
