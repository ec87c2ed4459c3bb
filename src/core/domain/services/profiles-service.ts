import type { CallContext } from '../model/caller.ts';
import { AppError } from '../model/errors.ts';
import type { Profile, ProfileEditor } from '../ports/settings-editor.ts';
import type { AreaService } from './area-service.ts';

/** Named layers over the user's settings, one of which may be active. */
export function createProfilesService({ config }: { readonly config: ProfileEditor }): AreaService<'profiles'> {
  const find = async (name: string): Promise<Profile> => {
    const profile = (await config.profiles()).find((candidate) => candidate.name === name);
    if (profile !== undefined) return profile;
    throw new AppError('not_found', `There is no profile "${name}".`, { next: '`aiwm profiles list` shows what there is.', data: { profile: name } });
  };
  return {
    async list() {
      const [profiles, { name, source }] = [await config.profiles(), await config.chosenProfile()];
      return { items: profiles.map(view), active: name, source };
    },
    async get({ name }) {
      const profile = await find(name);
      return { ...view(profile), values: profile.sections, notes: [...profile.notes] };
    },
    async create({ name, description, copyFrom }, call) {
      // A copy of the user's own settings would say them twice: the new profile lies over them anyway.
      const sections = copyFrom === undefined || copyFrom === 'default' ? {} : (await find(copyFrom)).sections;
      await config.createProfile({ name, description, sections }, by(call));
      return view(await find(name));
    },
    async use({ name }, call) {
      await config.useProfile(name, by(call));
      return view(await find(name));
    },
    async remove({ name }, call) {
      await config.removeProfile(name, by(call));
      return { name };
    },
  };
}

function view({ name, description, active, sections }: Profile) {
  return { name, description, active, sections: Object.keys(sections) };
}

function by({ actor }: CallContext): { readonly by: string } {
  return { by: `${actor.kind}:${actor.id}` };
}
