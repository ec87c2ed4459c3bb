import { AppError } from '../domain/model/errors.ts';
import type { JsonObject } from '../domain/model/json.ts';
import { present } from '../domain/model/present.ts';
import type { SettingsContents, SettingsDifference, SettingsEditor } from '../domain/ports/settings-editor.ts';
import { keptPrograms } from './kept-programs.ts';
import { patchOver } from './merge-patch.ts';
import { profilesIn } from './profile-editor.ts';
import { type Place, userPlace } from './settings-directory.ts';
import { readDocument, type SettingsDocument } from './settings-document.ts';
import type { SettingsHistory } from './settings-history.ts';
import type { SettingsSnapshot } from './settings-snapshot.ts';
import { differencesOf, type DocumentChanges, type WriteOrder } from './settings-writer.ts';
import { demandTrust, widenedTrust } from './widened-trust.ts';

export interface SettingsTransferDeps {
  readonly history: SettingsHistory;
  readonly read: () => Promise<SettingsSnapshot>;
  readonly change: (order: WriteOrder) => Promise<void>;
}

/** Settings as a whole: brought back from the history, given away, taken over. */
export function createSettingsTransfer({ history, read, change }: SettingsTransferDeps): Pick<SettingsEditor, 'restore' | 'contents' | 'takeIn'> {
  /** Says what the plan changes, and carries it out unless it is only asked. */
  const perform = async (order: WriteOrder, dryRun: boolean): Promise<readonly SettingsDifference[]> => {
    const before = await read();
    const differences = differencesOf(before, order.plan(before));
    if (!dryRun) await change(order);
    return differences;
  };
  return {
    async restore(id, { dryRun, by, fromPage }) {
      const { where, text } = await found(history, id);
      const left = text === undefined ? undefined : readDocument(text);
      if (left === undefined || !('document' in left)) throw new AppError('precondition_failed', `After change "${id}" there was no such profile.`, { next: 'Restore a change before it.', data: { id } });
      // Which profile is active stays as it is: that is no setting.
      const { sections, description } = left.document;
      return perform({ kind: 'restore', by, plan: (before) => keptPrograms(before, new Map([[where, { ...before.place(where).document, ...present({ description }), sections }]]), fromPage === true ? 'page' : undefined) }, dryRun);
    },
    async contents() {
      const snapshot = await read();
      return { user: snapshot.place(userPlace).document.sections, profiles: Object.fromEntries(profilesIn(snapshot).map(({ name, description, sections }) => [name, { description, sections }])) };
    },
    async takeIn(contents, { dryRun, replace, by, acceptTrust = false }) {
      let trust: readonly string[] = [];
      const plan = (before: SettingsSnapshot): DocumentChanges => {
        const changes = keptPrograms(before, planTakeIn(before, contents, replace), 'file');
        trust = widenedTrust(before, before.with(changes));
        demandTrust(trust, dryRun || acceptTrust);
        return changes;
      };
      const differences = await perform({ kind: 'import', by, plan }, dryRun);
      return { differences, trust };
    },
  };
}

async function found(history: SettingsHistory, id: string) {
  const entry = await history.get(id);
  if (entry !== undefined) return entry;
  throw new AppError('not_found', `There is no change "${id}" of the settings.`, { next: '`aiwm settings history` lists the last ones.', data: { id } });
}

function planTakeIn(before: SettingsSnapshot, { user, profiles }: SettingsContents, replace: boolean): DocumentChanges {
  const laid = (place: Place, sections: JsonObject): JsonObject => (replace ? sections : patchOver(before.place(place).document.sections, sections));
  return new Map<Place, SettingsDocument>([
    [userPlace, { ...before.place(userPlace).document, sections: laid(userPlace, user) }],
    ...Object.entries(profiles).map(([name, { description, sections }]) => [name, { description, sections: laid(name, sections) }] as const),
  ]);
}
