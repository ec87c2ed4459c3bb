import { AppError } from '../model/errors.ts';
import { isJsonObject } from '../model/json.ts';
import type { CredentialVault } from '../ports/credential-vault.ts';
import type { Profile, ProfileEditor } from '../ports/settings-editor.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { AreaService } from './area-service.ts';
import { changeBy } from './change-by.ts';

export interface ProfilesServiceDeps {
  readonly config: ProfileEditor;
  readonly data: Pick<WorkflowDataPort, 'runs'>;
  readonly vault: Pick<CredentialVault, 'list'>;
}

/** Named layers over the user's settings, one of which may be active. */
export function createProfilesService({ config, data, vault }: ProfilesServiceDeps): AreaService<'profiles'> {
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
      await config.createProfile({ name, description, sections }, changeBy(call));
      return view(await find(name));
    },
    async use({ name }, call) {
      await config.useProfile(name, changeBy(call));
      return view(await find(name));
    },
    async remove({ name }, call) {
      await find(name);
      await demandUnused(name, { data, vault });
      await config.removeProfile(name, changeBy(call));
      return { name };
    },
  };
}

/** Nothing that is left to do may lose the settings or the keys it was meant to have. */
async function demandUnused(name: string, { data, vault }: Omit<ProfilesServiceDeps, 'config'>): Promise<void> {
  const keys = (await vault.list()).filter(({ profile }) => profile === name);
  const [key] = keys;
  if (key !== undefined) {
    throw new AppError('conflict', `The profile "${name}" has keys of its own: ${named(keys.map(({ connector, label }) => `"${label}" of ${connector}`))}.`, {
      next: `Remove them first: \`aiwm credentials remove ${key.connector} --label ${key.label} --profile ${name}\`.`,
      data: { profile: name, credentials: keys.map(({ id }) => id) },
    });
  }
  const runs = await runsUnder(name, data.runs);
  if (runs.length === 0) return;
  throw new AppError('conflict', `The profile "${name}" is needed by runs that have not ended: ${named(runs)}.`, {
    next: `Let them end, or stop them: \`aiwm runs stop ${runs[0] ?? ''}\`.`,
    data: { profile: name, runs: runs.slice(0, 100) },
  });
}

/** Runs that have not ended and were started under the profile: it stands in the first row of their journals. */
async function runsUnder(name: string, runs: WorkflowDataPort['runs']): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { id } of await runs.unfinished()) {
    const [started] = await runs.events(id, { after: 0, limit: 1 });
    const pins = started?.payload['pins'];
    if (pins !== undefined && isJsonObject(pins) && pins['profile'] === name) found.push(id);
  }
  return found;
}

function named(things: readonly string[]): string {
  const rest = things.length - 3;
  return `${things.slice(0, 3).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function view({ name, description, active, sections }: Profile) {
  return { name, description, active, sections: Object.keys(sections) };
}
