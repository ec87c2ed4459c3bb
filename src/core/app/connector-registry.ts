import { withFallback } from '../decorators/with-fallback.ts';
import { withRetry } from '../decorators/with-retry.ts';
import { AppError } from '../domain/model/errors.ts';
import type { ModelHook } from '../domain/model/model-hook.ts';
import type { Settings } from '../domain/model/settings.ts';
import type { ConfigPort, ProfileSettings } from '../domain/ports/config-port.ts';
import type { ConnectorInfo, ConnectorRegistryPort, ModelChoice } from '../domain/ports/connector-registry-port.ts';
import type { CredentialVault } from '../domain/ports/credential-vault.ts';
import type { ConnectorNotebook, ConnectorNotes } from '../llm/connector-notes.ts';
import type { LLMConnector } from '../domain/ports/llm-connector.ts';
import type { LlmConnectorEntry } from '../llm/llm-connectors.ts';
import { configuredConnectors, type ConfiguredConnector } from './configured-connectors.ts';
import { environmentsOf, keyOf, stateOf } from './connector-keys.ts';
import { type Asker, MadeConnectors, type MadeConnectorsDeps } from './made-connectors.ts';
import { serviceConnectors, untriedKey } from './service-connectors.ts';
import { toolServerConnectors } from './tool-server-connectors.ts';
import { modelListing } from './model-listing.ts';
import { withHooks } from './with-hooks.ts';

export interface ConnectorRegistryDeps extends MadeConnectorsDeps {
  readonly config: ConfigPort;
  readonly notes: ConnectorNotebook;
  /** The way out by HTTP that the active settings allow. */
  readonly fetch: typeof globalThis.fetch;
  readonly llm: readonly LlmConnectorEntry[];
  /** What is in use besides models, for the list alone. */
  readonly others: readonly Omit<ConnectorInfo, 'needsKey' | 'active'>[];
}

/** Connectors, also as settings say of them that are not the active ones. */
export interface ConnectorRegistry extends ConnectorRegistryPort {
  /** Finds models as {@link ConnectorRegistryPort.llm} does, by the settings and the keys of one profile. */
  readonly under: (settings: ProfileSettings, fetch: typeof globalThis.fetch) => ConnectorRegistryPort['llm'];
}

/**
 * Connectors by the key the settings use. One is made when it is first asked for and kept; a change of settings or of the
 * vault lets go of all of them, so that the next call meets the new choice while calls under way finish with the old.
 */
export function createConnectorRegistry({ config, vault, notes, llm, parts, fetch, others }: ConnectorRegistryDeps): ConnectorRegistry {
  const opened = watched(vault, () => { made.letGo(); });
  const made = new MadeConnectors({ parts, vault: opened });
  const letGoOf = (settings: ProfileSettings): void => {
    settings.watch((section) => {
      if (section === 'connectors') made.letGo();
    });
  };
  letGoOf(config);
  const current = async (): Promise<Settings['connectors']> => (await config.get('connectors')).value;
  const asker = async (): Promise<Asker> => ({ profile: await config.activeProfile(), fetch });
  const find = (settings: Settings['connectors'], id: string): ConfiguredConnector => among(configuredConnectors(llm, settings), id);

  return {
    async list() {
      const [settings, seen, keys, network, profile] = await Promise.all([current(), notes.read(), opened(), config.get('network'), config.activeProfile()]);
      const kept = await keys.list();
      const models = configuredConnectors(llm, settings).map((configured) => modelInfo(configured, settings, stateOf(keyOf(configured, { vault: keys, kept, profile }), { tested: seen.tests[configured.id], calls: made.metrics(configured.id) })));
      const withKeys = [...models, ...serviceConnectors(network.value, kept), ...toolServerConnectors(settings, kept, seen)].map((info) => ({ ...info, ...environmentsOf(info.id, kept, profile) }));
      return [...withKeys, ...others.map((other) => ({ ...other, needsKey: false, active: true, ...testedOf(seen, other.id) }))];
    },
    llm: (id, choice) => chosen({ made, llm, settings: config, fetch }, id, choice),
    under(settings, out) {
      letGoOf(settings);
      return (id, choice) => chosen({ made, llm, settings, fetch: out }, id, choice);
    },
    async testSecret(id, secret, signal) {
      if (Object.hasOwn((await config.get('network')).value.services, id) || Object.hasOwn((await current()).tools, id)) throw untriedKey(id);
      await (await made.plain(find(await current(), id), await asker(), { secret })).test(signal);
    },
    async draft(settings, secret) {
      const entry = llm.find((candidate) => candidate.kind === settings.kind);
      if (entry === undefined) throw unknownModel(settings.kind, configuredConnectors(llm, await current()));
      const draft = { id: entry.id, entry, isBuiltIn: false, settings, title: settings.title ?? entry.title, description: entry.description };
      // A kept key goes to the vendor's own address only: whoever may try a prompt must not learn it by naming another.
      const mayUseKept = secret === undefined && settings.baseUrl === undefined;
      return withHooks(await made.plain(draft, await asker(), mayUseKept ? undefined : { secret }), () => rulesOf(config));
    },
    remember: (id, test) => notes.change((seen) => ({ ...seen, tests: { ...seen.tests, [id]: test } })),
    async models(id, { refresh }, signal) {
      const configured = find(await current(), id);
      return modelListing(configured, { connector: async () => made.plain(configured, await asker()), notes, clock: parts.clock, refresh, signal });
    },
    metrics: (id) => made.metrics(id),
  };
}

interface Choosing {
  readonly made: MadeConnectors;
  readonly llm: readonly LlmConnectorEntry[];
  readonly settings: ProfileSettings;
  readonly fetch: typeof globalThis.fetch;
}

/** The connector that was named, or the one the settings name, with whoever may stand in for it. */
async function chosen({ made, llm, settings, fetch }: Choosing, id: string | undefined, { fallback, mayFallBack = true, patient = false, permitted, standsIn }: ModelChoice = {}): Promise<LLMConnector> {
  const decorated = async (named: string): Promise<LLMConnector> => {
    const [{ value }, profile] = await Promise.all([settings.get('connectors'), settings.activeProfile()]);
    return made.decorated(among(configuredConnectors(llm, value), named), { profile, fetch });
  };
  const { value } = await settings.get('connectors');
  const wanted = id ?? value.llm;
  const asked = await decorated(wanted);
  const connector = patient ? withRetry(asked) : asked;
  const other = mayFallBack ? (fallback ?? value.fallback) : undefined;
  const hooks = (): Promise<readonly ModelHook[]> => rulesOf(settings);
  if (other === undefined || other === wanted || permitted?.includes(other) === false) return withHooks(connector, hooks);
  return withHooks(withFallback(connector, () => decorated(other), standsIn), hooks);
}

async function rulesOf(settings: ProfileSettings): Promise<readonly ModelHook[]> {
  return (await settings.get('hooks')).value.rules;
}

/** The vault, watched from when it is first needed: nobody opens it for the sake of watching. */
function watched(vault: () => Promise<CredentialVault>, onChange: () => void): () => Promise<CredentialVault> {
  let isWatching = false;
  return async () => {
    const opened = await vault();
    if (!isWatching) opened.watch(onChange);
    isWatching = true;
    return opened;
  };
}

function modelInfo({ id, entry, settings, title, description }: ConfiguredConnector, { llm, fallback }: Settings['connectors'], state: ReturnType<typeof stateOf>): ConnectorInfo {
  return {
    ...({ id, category: 'llm', title, description, needsKey: entry.needsKey, active: id === llm } as const),
    ...(id === fallback ? { fallback: true } : {}),
    ...(entry.kind === undefined ? {} : { kind: entry.kind }),
    ...(settings?.model === undefined ? {} : { model: settings.model }),
    ...(settings === undefined && entry.kind === 'openai-compatible' && id !== llm && id !== fallback ? { isUnused: true, detail: `Say where it is: \`aiwm connectors configure ${id} --base-url <address> --model <model>\`.` } : {}),
    ...state,
  };
}

function testedOf(seen: ConnectorNotes, id: string): Partial<ConnectorInfo> {
  const tested = seen.tests[id];
  if (tested === undefined) return {};
  return tested.failure === undefined ? { tested } : { tested, state: 'failed', detail: tested.failure.message };
}

function among(known: readonly ConfiguredConnector[], id: string): ConfiguredConnector {
  const found = known.find((candidate) => candidate.id === id);
  if (found === undefined) throw unknownModel(id, known);
  return found;
}

function unknownModel(id: string, known: readonly ConfiguredConnector[]): AppError {
  return new AppError('not_found', `There is no model connector "${id}".`, {
    next: `Use one of: ${known.map((entry) => entry.id).join(', ')}; \`aiwm connectors add\` adds one.`,
    data: { id },
  });
}
