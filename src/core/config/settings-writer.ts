import { AppError } from '../domain/model/errors.ts';
import { fieldDiff } from '../domain/model/field-diff.ts';
import { isSettingsSection } from '../domain/model/settings.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { HistoryKind, SettingsDifference } from '../domain/ports/settings-editor.ts';
import { type Place, type SettingsDirectory, userPlace } from './settings-directory.ts';
import { documentText, readDocument, type SettingsDocument } from './settings-document.ts';
import type { KeptChange, SettingsHistory } from './settings-history.ts';
import type { SettingsSnapshot } from './settings-snapshot.ts';

/** Documents as they are to stand; `undefined` takes a profile away. */
export type DocumentChanges = ReadonlyMap<Place, SettingsDocument | undefined>;

export interface SettingsWriterDeps {
  readonly directory: SettingsDirectory;
  readonly history: SettingsHistory;
  /** Runs work while no other process writes settings. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  /** What stands, read anew. */
  readonly read: () => Promise<SettingsSnapshot>;
  readonly clock: Pick<Clock, 'now'>;
  /** Told of what was moved aside. */
  readonly onFault: (error: unknown, facts?: { readonly [name: string]: string }) => void;
}

export interface WriteOrder {
  readonly kind: HistoryKind;
  readonly by?: string | undefined;
  /** What is to stand, given what stands. */
  readonly plan: (before: SettingsSnapshot) => DocumentChanges;
}

/** The one way settings are changed: one process at a time, from what stands at that moment, with a line in the history. */
export interface SettingsWriter {
  write(order: WriteOrder): Promise<void>;
  /** Takes note of what somebody did to the files by hand, and keeps aside what cannot be used. */
  adopt(): Promise<void>;
}

export function createSettingsWriter(deps: SettingsWriterDeps): SettingsWriter {
  const { directory, history, exclusively, read, clock } = deps;
  return {
    write: ({ kind, by, plan }) =>
      exclusively(async () => {
        await finish(deps);
        const before = await read();
        await takeNote(deps, before);
        const changes = changed(before, plan(before));
        demandFit(before, changes);
        await directory.write(new Map([...changes].map(([place, document]) => [place, document === undefined ? undefined : documentText(document)])));
        for (const [place, document] of changes) {
          const paths = pathsChanged(before.place(place).document, document);
          await history.add({ at: clock.now(), kind, where: place, paths, text: document === undefined ? undefined : documentText(document), ...(by === undefined ? {} : { by }) });
        }
      }),
    adopt: () =>
      exclusively(async () => {
        await finish(deps);
        await takeNote(deps, await read());
      }),
  };
}

/** What differs between the documents of two moments, place by place. */
export function differencesOf(before: SettingsSnapshot, changes: DocumentChanges): readonly SettingsDifference[] {
  return [...changes].flatMap(([place, document]) => fieldDiff(before.place(place).document.sections, document?.sections ?? {}).map((difference) => ({ where: place, ...difference })));
}

async function finish({ directory, onFault }: SettingsWriterDeps): Promise<void> {
  const aside = await directory.finish();
  if (aside !== undefined) onFault(new Error(aside), { area: 'settings' });
}

async function takeNote({ directory, history, clock }: SettingsWriterDeps, found: SettingsSnapshot): Promise<void> {
  const known = newestByPlace(await history.list(Number.POSITIVE_INFINITY));
  for (const place of new Set([...found.parts.places.keys(), ...known.keys()])) {
    const { text, fault, document } = found.place(place);
    const last = known.get(place);
    const isUnfit = text !== undefined && (fault !== undefined || hasFaults(found, place));
    if (isUnfit) await directory.keepAside(place, text, clock.now());
    if (fault !== undefined || text === last?.text) continue;
    await history.add({ at: clock.now(), kind: 'edit', where: place, paths: pathsChanged(documentOf(last), document), text });
  }
}

function newestByPlace(entries: readonly KeptChange[]): ReadonlyMap<Place, KeptChange> {
  // The newest come first, and the last one set stays.
  return new Map(entries.toReversed().map((entry) => [entry.where, entry]));
}

function documentOf(entry: KeptChange | undefined): SettingsDocument {
  const read = entry?.text === undefined ? undefined : readDocument(entry.text);
  return read !== undefined && 'document' in read ? read.document : { sections: {} };
}

function changed(before: SettingsSnapshot, wanted: DocumentChanges): DocumentChanges {
  const changes = [...wanted].filter(([place, document]) => {
    const { text, isNewer = false } = before.place(place);
    const next = document === undefined ? undefined : documentText(document);
    if (next === text) return false;
    if (isNewer) throw new AppError('precondition_failed', `The file "${before.parts.fileOf(place)}" was written by another version of this program.`, { next: 'Change it with that version, or move the file away.', data: { file: before.parts.fileOf(place) } });
    // An empty document where no file stands says nothing new.
    return text !== undefined || place !== userPlace || next !== documentText({ sections: {} });
  });
  return new Map(changes);
}

/** Refuses what would make a section not fit that fitted before. */
function demandFit(before: SettingsSnapshot, changes: DocumentChanges): void {
  const after = before.with(changes);
  for (const place of changes.keys()) {
    for (const section of Object.keys(after.place(place).document.sections).filter(isSettingsSection)) {
      const { faults } = after.saved(section, place);
      const fault = faults.find(({ source }) => source === after.parts.fileOf(place));
      if (fault === undefined || before.saved(section, place).faults.some(({ source, reason }) => source === fault.source && reason === fault.reason)) continue;
      throw new AppError('input_invalid', `The settings of "${section}" do not fit: ${fault.reason}.`, { next: `Correct the value and save again; \`aiwm settings get ${section}\` shows what stands.`, data: { section } });
    }
  }
}

function hasFaults(snapshot: SettingsSnapshot, place: Place): boolean {
  const file = snapshot.parts.fileOf(place);
  return Object.keys(snapshot.place(place).document.sections).filter(isSettingsSection).some((section) => snapshot.saved(section, place).faults.some(({ source }) => source === file));
}

const mostPaths = 50;

function pathsChanged(before: SettingsDocument, after: SettingsDocument | undefined): readonly string[] {
  const sections = fieldDiff(before.sections, after?.sections ?? {}).map(({ path }) => path);
  const others = (['profile', 'description'] as const).filter((name) => before[name] !== after?.[name]);
  return [...new Set([...sections, ...others])].slice(0, mostPaths);
}
