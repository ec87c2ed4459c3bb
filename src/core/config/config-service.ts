import path from 'node:path';
import { present } from '../domain/model/present.ts';
import { isSettingsSection, type Settings, settingsSections } from '../domain/model/settings.ts';
import type { SettingsGiven } from '../domain/model/settings-layers.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { SettingsByProfile, SettingsEntries } from '../domain/ports/config-port.ts';
import type { ProfileEditor, SettingsEditor } from '../domain/ports/settings-editor.ts';
import type { SettingsRepository } from '../domain/ports/settings-repository.ts';
import type { WorkflowEventPublisher } from '../domain/ports/workflow-event-publisher.ts';
import { explainSetting } from './explain-setting.ts';
import { givenProfile, givenSettings } from './given-settings.ts';
import { createPinnedProfiles, type PinnedProfiles } from './pinned-profiles.ts';
import { keptPrograms } from './kept-programs.ts';
import { planSave } from './plan-save.ts';
import { createProfileEditor } from './profile-editor.ts';
import { createSettingsDirectory, type SettingsDirectory, userPlace } from './settings-directory.ts';
import { createSettingsHistory } from './settings-history.ts';
import { allFaults, fileNotes, sectionNotes } from './settings-notes.ts';
import { createSettingsReader, type SettingsReaderDeps } from './settings-reader.ts';
import { createSettingsTransfer } from './settings-transfer.ts';
import { createSettingsWriter, type SettingsWriter, type WriteOrder } from './settings-writer.ts';
import { type TakeOver, takeOver } from './take-over.ts';
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
export interface ConfigService extends SettingsEditor, ProfileEditor, SettingsByProfile {
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
  const reading: Omit<SettingsReaderDeps, 'chosen' | 'onChange'> = { directory, history, earlier: earlier.sections, given: givenSettings(given), defaults, onFault };
  const reader = createSettingsReader({ ...reading, chosen: givenProfile(given), onChange: (section, revision) => { events.publish('settings:changed', { section, revision }); } });
  const pinned = createPinnedProfiles(reading);
  const writer = createSettingsWriter({ directory, history, exclusively, read: reader.read, clock, onFault });
  const now = reader.current;
  const change = async (order: WriteOrder): Promise<void> => {
    // Known before, so that whoever watches is told what it changes.
    await now();
    await writer.write(order);
    await now();
    await pinned.notice();
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
    under: (profile) => pinned.under(profile),

    save: (changes, { into, by, fromPage } = {}) => change({ kind: 'save', by, plan: (before) => keptPrograms(before, planSave(before, changes, into), fromPage === true ? 'page' : undefined) }),
    explain: async (parts) => explainSetting(await now(), parts),
    async notes() {
      const snapshot = await now();
      return new Map([['' as const, fileNotes(snapshot)], ...settingsSections.map((section) => [section, sectionNotes(snapshot, section)] as const)]);
    },
    faults: async () => allFaults(await now()),
    history: async (limit) => (await history.list(limit)).map(({ id, at, kind, where, by, paths }) => ({ id, at, kind, where, paths, ...present({ by }) })),
    ...createSettingsTransfer({ history, read: reader.read, change }),
    ...createProfileEditor({ current: now, read: reader.read, change }),

    follow: () => follow({ root, directory, earlier, writer, change, now, pinned, onFault }),
  };
}

interface Followed extends Pick<ConfigServiceDeps, 'root' | 'onFault'> {
  readonly directory: SettingsDirectory;
  readonly earlier: TakeOver;
  readonly writer: SettingsWriter;
  readonly change: (order: WriteOrder) => Promise<void>;
  readonly now: () => Promise<unknown>;
  readonly pinned: PinnedProfiles;
}

async function follow({ root, directory, earlier, writer, change, now, pinned, onFault }: Followed): Promise<() => void> {
  if ((await earlier.isDue()) && !(await directory.read()).has(userPlace)) {
    await change({ kind: 'takeover', plan: (before) => new Map([[userPlace, before.place(userPlace).document]]) });
  }
  await earlier.done();
  const notice = async (): Promise<void> => {
    await writer.adopt();
    await now();
    await pinned.notice();
  };
  // Nothing to note where nobody ever saved anything.
  if ((await directory.read()).size > 0) await notice();
  return watchFiles(root, { onChange: notice, onFault });
}
