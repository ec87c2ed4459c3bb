import { AppError } from '../domain/model/errors.ts';
import { defaultProfile } from '../domain/model/settings-layers.ts';
import type { ChangeContext, Profile, ProfileEditor } from '../domain/ports/settings-editor.ts';
import { keptPrograms } from './kept-programs.ts';
import { noProfile } from './plan-save.ts';
import { userPlace } from './settings-directory.ts';
import { placeOf, type SettingsSnapshot } from './settings-snapshot.ts';
import type { DocumentChanges, WriteOrder } from './settings-writer.ts';

export interface ProfileEditorDeps {
  readonly current: () => Promise<SettingsSnapshot>;
  readonly read: () => Promise<SettingsSnapshot>;
  readonly change: (order: WriteOrder) => Promise<void>;
}

/** Profiles as files beside the user's own settings. */
export function createProfileEditor({ current, read, change }: ProfileEditorDeps): ProfileEditor {
  const write = (context: ChangeContext | undefined, plan: WriteOrder['plan']): Promise<void> => change({ kind: 'profile', by: context?.by, plan });
  return {
    async profiles() {
      const snapshot = await read();
      const own = snapshot.place(userPlace).document.sections;
      return [{ name: defaultProfile, description: 'Your own settings, with nothing over them', sections: own, active: snapshot.active.name === defaultProfile, notes: [] }, ...profilesIn(snapshot)];
    },
    chosenProfile: async () => (await current()).active,
    createProfile: ({ name, description, sections }, context) => write(context, (before) => {
      if (before.has(name)) throw new AppError('conflict', `There is a profile "${name}" already.`, { next: 'Choose another name, or remove it first.', data: { profile: name } });
      return keptPrograms(before, new Map([[name, { description, sections }]]), context?.fromPage === true ? 'page' : undefined);
    }),
    useProfile: (name, context) => write(context, (before) => planUse(before, name)),
    removeProfile: (name, context) => write(context, (before) => planRemove(before, name)),
  };
}

/** Every profile there is but the one without a file. */
export function profilesIn(snapshot: SettingsSnapshot): readonly Profile[] {
  const names = [...snapshot.parts.places.keys()].filter((place) => place !== userPlace);
  return names.map((name) => {
    const { document, fault } = snapshot.place(name);
    return { name, description: document.description ?? '', sections: document.sections, active: snapshot.active.name === name, notes: fault === undefined ? [] : [`Its file cannot be read: ${fault}.`] };
  });
}

function planUse(before: SettingsSnapshot, name: string): DocumentChanges {
  if (!before.has(name)) throw noProfile(name);
  const { chosen } = before.parts;
  if (chosen !== undefined && chosen.name !== name) {
    throw new AppError('precondition_failed', `${chosen.source} chooses the profile "${chosen.name}" for this process, so that another choice would not count.`, { next: 'Leave it out and choose again.', data: { profile: chosen.name } });
  }
  return new Map([[userPlace, { ...before.place(userPlace).document, profile: name }]]);
}

function planRemove(before: SettingsSnapshot, name: string): DocumentChanges {
  if (name === defaultProfile) throw new AppError('conflict', 'The profile "default" is your own settings and cannot be removed.', { next: '`aiwm settings reset` takes back what a section says.' });
  if (!before.has(placeOf(name))) throw noProfile(name);
  if (before.active.name === name || before.place(userPlace).document.profile === name) {
    throw new AppError('conflict', `The profile "${name}" is the active one.`, { next: '`aiwm profiles use default` makes another one active.', data: { profile: name } });
  }
  return new Map([[name, undefined]]);
}
