import { z } from 'zod';
import { AppError } from '../model/errors.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { CallContext } from '../model/caller.ts';
import { JsonRecord } from '../model/json-value.ts';
import { isSettingsSection, type SettingsSection, settingsSchemas, settingsSections } from '../model/settings.ts';
import { nearest } from '../model/nearest-word.ts';
import { present } from '../model/present.ts';
import { settingParts } from '../model/settings-layers.ts';
import type { CredentialVault } from '../ports/credential-vault.ts';
import type { PassphraseSeal } from '../ports/passphrase-seal.ts';
import type { SettingsChange, SettingsDifference, SettingsEditor } from '../ports/settings-editor.ts';
import type { WorkflowEventPublisher } from '../ports/workflow-event-publisher.ts';
import type { AreaService } from './area-service.ts';
import { changeBy } from './change-by.ts';
import { demandHooks } from './demand-hooks.ts';
import { demandModels } from './demand-models.ts';
import { contentsOf, type CredentialNote, missingCredentials, readBundle, writeBundle } from './settings-bundle.ts';

export interface SettingsServiceDeps {
  readonly config: SettingsEditor;
  readonly publisher: WorkflowEventPublisher;
  readonly seal: () => Promise<PassphraseSeal>;
  /** Whose credentials are told of, without their secrets. */
  readonly vault: () => Promise<Pick<CredentialVault, 'list'>>;
  /** Ids of the model connectors there are. */
  readonly models: () => Promise<readonly string[]>;
  /** Name and version of the program, for exports. */
  readonly program: string;
}

/** Settings by section, each with the JSON Schema a form is made from. */
export function createSettingsService(deps: SettingsServiceDeps): AreaService<'settings'> {
  const { config, publisher } = deps;
  const view = (section: SettingsSection) => viewOf(config, section);
  const save = async (changes: readonly GivenChange[], into: string | undefined, call: CallContext) => {
    for (const change of changes) await demandUsable(deps, change);
    const known = changes.map(({ section: key, value, revision }) => ({ ...settingNamed(key), ...(value === undefined ? {} : { value }), ...(revision === undefined ? {} : { expectedRevision: revision }) }) satisfies SettingsChange);
    await config.save(known, { ...changeBy(call), ...(into === undefined ? {} : { into }) });
    return Promise.all(known.map(({ section }) => view(section)));
  };
  const saveOne = async (change: GivenChange, into: string | undefined, call: CallContext) => {
    await save([change], into, call);
    return view(settingNamed(change.section).section);
  };
  return {
    async list() {
      const [items, notes] = [await Promise.all(settingsSections.map(view)), await config.notes()];
      return { items, notes: [...(notes.get('') ?? [])] };
    },
    get: async ({ section }) => view(knownSection(section)),
    set: ({ into, ...change }, call) => saveOne(change, into, call),
    save: async ({ changes, revisions = {}, into }, call) => ({ items: await save(Object.entries(changes).map(([section, value]) => ({ section, value, revision: revisions[section] })), into, call) }),
    reset: ({ into, section, revision }, call) => saveOne({ section, revision }, into, call),
    explain: ({ key }) => explained(config, key),
    history: async ({ limit }) => ({ items: (await config.history(limit)).map(({ at, paths, ...entry }) => ({ ...entry, at: new Date(at).toISOString(), paths: [...paths] })) }),
    async restore({ id, dryRun }, call) {
      const differences = await config.restore(id, { dryRun, ...changeBy(call) });
      return { id, applied: !dryRun, differences: views(differences) };
    },
    async export({ passphrase }) {
      const { user, profiles } = await config.contents();
      const body = { settings: user, profiles: { ...profiles }, credentials: await credentialNotes(deps) };
      const bundle = await writeBundle(body, { program: deps.program, seal: deps.seal, passphrase });
      return { bundle, text: `${JSON.stringify(bundle, null, 2)}\n`, sealed: passphrase !== undefined };
    },
    async import({ bundle, passphrase, dryRun, replace, acceptTrust }, call) {
      const body = await readBundle(bundle, { seal: deps.seal, passphrase });
      for (const sections of [body.settings, ...Object.values(contentsOf(body).profiles).map(sectionsOf)]) demandHooks('hooks', sections['hooks']);
      const { differences, trust } = await config.takeIn(contentsOf(body), { dryRun, replace, acceptTrust, ...changeBy(call) });
      return { applied: !dryRun, differences: views(differences), trust: [...trust], warnings: [...missingCredentials(body, await credentialNotes(deps))] };
    },
    async *watch(_, { signal }) {
      const changes = publisher.subscribe(['settings:changed'], { signal });
      yield { sections: [...settingsSections] };
      for await (const change of changes) {
        // Who missed some is told of all.
        yield { sections: change.channel === 'gap' ? [...settingsSections] : [change.event.section] };
      }
    },
  };
}

/** Refuses hooks that cannot be used, and model connectors that are not there. */
async function demandUsable({ config, models }: SettingsServiceDeps, { section, value }: GivenChange): Promise<void> {
  demandHooks(section, value);
  await demandModels({ key: section, value }, { now: async () => (await config.get('connectors')).value, ids: models });
}

/** What a setting is, and every layer's word on it. */
async function explained(config: SettingsEditor, key: string) {
  const layers = (await config.explain(settingParts(key))).map(({ value, ...says }) => ({ ...says, has: value !== undefined, ...(value === undefined ? {} : { value }) }));
  const [section = '', ...rest] = settingParts(key);
  const known = settingsSections.find((name) => name.toLowerCase() === section.toLowerCase()) ?? knownSection(section);
  const value = valueAt((await config.get(known)).value as unknown as Json, rest);
  return { key, layer: layers.find(({ wins }) => wins)?.layer ?? 'default', layers, ...(value === undefined ? {} : { value }) };
}

interface GivenChange {
  readonly section: string;
  readonly value?: Json;
  readonly revision?: number | undefined;
}

async function viewOf(config: SettingsEditor, section: SettingsSection) {
  const [{ value, revision }, notes] = await Promise.all([config.get(section), config.notes()]);
  return { section, value, revision, schema: z.toJSONSchema(settingsSchemas[section], { io: 'input' }), notes: [...(notes.get(section) ?? [])] };
}

async function credentialNotes({ vault }: Pick<SettingsServiceDeps, 'vault'>): Promise<CredentialNote[]> {
  const credentials = await (await vault()).list();
  return credentials.map(({ connector, label, profile, environment, description, isDefault }) => ({ connector, label, isDefault, ...present({ profile, environment, description }) }));
}

function sectionsOf(profile: unknown): JsonObject {
  const sections = JsonRecord.safeParse(profile).data?.['sections'] ?? profile;
  return JsonRecord.safeParse(sections).data ?? {};
}

function views(differences: readonly SettingsDifference[]) {
  return differences.map((difference) => ({ ...difference }));
}

function valueAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((at, part) => memberOf(at, part), value);
}

/** As the settings find it: by its name, else by its name in another letter case. */
function memberOf(value: Json | undefined, part: string): Json | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const members = value as JsonObject;
  if (Object.hasOwn(members, part)) return members[part];
  const name = Object.keys(members).find((key) => key.toLowerCase() === part.toLowerCase());
  return name === undefined ? undefined : members[name];
}

/** A section, or the way to a setting in it; whether there is such a way, the settings say. */
function settingNamed(key: string): { readonly section: SettingsSection; readonly path?: readonly string[] } {
  const [section = '', ...path] = settingParts(key);
  return { section: knownSection(section), ...(path.length === 0 ? {} : { path }) };
}

function knownSection(section: string): SettingsSection {
  if (isSettingsSection(section)) return section;
  const [first = ''] = settingParts(section);
  if (isSettingsSection(first)) throw new AppError('not_found', `"${section}" is no section of the settings.`, { next: `\`aiwm settings explain ${section}\` shows one setting; its section is "${first}".`, data: { section } });
  const near = nearest(section, settingsSections);
  throw new AppError('not_found', `There is no section "${section}" in the settings.`, {
    next: `${near === undefined ? '' : `Did you mean "${near}"? `}Use one of: ${settingsSections.join(', ')}.`,
    data: { section },
  });
}
