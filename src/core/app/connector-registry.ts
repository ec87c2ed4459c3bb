import { CallCounter, withMetrics } from '../decorators/with-metrics.ts';
import { withCache } from '../decorators/with-cache.ts';
import { withCircuitBreaker, type Circuit } from '../decorators/with-circuit-breaker.ts';
import { withFallback } from '../decorators/with-fallback.ts';
import { withLimits } from '../decorators/with-limits.ts';
import { withRetry } from '../decorators/with-retry.ts';
import { AppError } from '../domain/model/errors.ts';
import type { Settings } from '../domain/model/settings.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { ConfigPort } from '../domain/ports/config-port.ts';
import type { ConnectorInfo, ConnectorRegistryPort } from '../domain/ports/connector-registry-port.ts';
import type { CredentialVault } from '../domain/ports/credential-vault.ts';
import type { LLMConnector } from '../domain/ports/llm-connector.ts';
import type { ConnectorNotebook } from '../llm/connector-notes.ts';
import type { LlmConnectorDeps, LlmConnectorEntry } from '../llm/llm-connectors.ts';
import { configuredConnectors, type ConfiguredConnector } from './configured-connectors.ts';
import { keyOf, stateOf } from './connector-keys.ts';
import { modelListing } from './model-listing.ts';

export interface ConnectorRegistryDeps {
  readonly config: ConfigPort;
  readonly vault: () => Promise<CredentialVault>;
  readonly notes: ConnectorNotebook;
  readonly llm: readonly LlmConnectorEntry[];
  /** What model connectors are made from, besides their own settings and key. */
  readonly parts: Pick<LlmConnectorDeps, 'readScript' | 'fetch'> & { readonly clock: Clock };
  /** What is in use besides models, for the list alone. */
  readonly others: readonly Omit<ConnectorInfo, 'needsKey' | 'active'>[];
}

/** A connector with its decorators. One circuit serves one connector and one key, since either change makes it anew. */
interface Made {
  readonly connector: LLMConnector;
  readonly circuit: Circuit['state'];
}

/**
 * Connectors by the key the settings use. One is made when it is first asked for and kept; a change of settings or of the
 * vault lets go of all of them, so that the next call meets the new choice while calls under way finish with the old.
 */
export function createConnectorRegistry(deps: ConnectorRegistryDeps): ConnectorRegistryPort {
  const { config, vault, notes, llm, parts, others } = deps;
  const made = new Map<string, Promise<Made>>();
  const circuits = new Map<string, Circuit['state']>();
  const counters = new Map<string, CallCounter>();
  let isWatchingVault = false;
  const openVault = async (): Promise<CredentialVault> => {
    const opened = await vault();
    if (!isWatchingVault) opened.watch(() => { made.clear(); });
    isWatchingVault = true;
    return opened;
  };
  config.watch((section) => {
    if (section === 'connectors') made.clear();
  });
  const current = async (): Promise<Settings['connectors']> => (await config.get('connectors')).value;

  const find = (settings: Settings['connectors'], id: string): ConfiguredConnector => {
    const all = configuredConnectors(llm, settings);
    const found = all.find((candidate) => candidate.id === id);
    if (found === undefined) throw unknownModel(id, all);
    return found;
  };
  const plain = async (configured: ConfiguredConnector, secret?: string): Promise<LLMConnector> => load(configured, { parts, key: await lent(configured, openVault, secret) });
  const make = async (configured: ConfiguredConnector): Promise<Made> => {
    const { id, settings } = configured;
    const inner = await plain(configured);
    const counter = counters.get(id) ?? new CallCounter(parts.clock);
    counters.set(id, counter);
    if (configured.entry.kind === undefined) return { connector: withMetrics(inner, counter), circuit: () => 'closed' };
    const { connector, state } = withCircuitBreaker(withLimits(inner, settings ?? {}, parts.clock));
    circuits.set(id, state);
    return { connector: withMetrics(settings?.cache === true ? withCache(connector) : connector, counter), circuit: state };
  };
  const decorated = async (settings: Settings['connectors'], id: string): Promise<LLMConnector> => {
    const known = made.get(id) ?? make(find(settings, id));
    made.set(id, known);
    try {
      return (await known).connector;
    } catch (error) {
      // A failed start is not kept: the next call tries again.
      if (made.get(id) === known) made.delete(id);
      throw error;
    }
  };

  return {
    async list() {
      const settings = await current();
      const [kept, seen, opened] = await Promise.all([openVault().then((one) => one.list()), notes.read(), openVault()]);
      const models = configuredConnectors(llm, settings).map((configured) => ({
        ...({ id: configured.id, category: 'llm', title: configured.title, description: configured.description, needsKey: configured.entry.needsKey } as const),
        active: configured.id === settings.llm,
        ...(configured.id === settings.fallback ? { fallback: true } : {}),
        ...(configured.entry.kind === undefined ? {} : { kind: configured.settings?.kind ?? configured.entry.kind }),
        ...(configured.settings?.model === undefined ? {} : { model: configured.settings.model }),
        ...stateOf(configured.id, keyOf(configured, opened, kept), seen.tests[configured.id]),
      }));
      return [...models, ...others.map((other) => ({ ...other, needsKey: false, active: true, ...testedOf(seen.tests[other.id]) }))];
    },
    async llm(id, { fallback, mayFallBack = true, patient = false, permitted } = {}) {
      const settings = await current();
      const wanted = id ?? settings.llm;
      const asked = await decorated(settings, wanted);
      const connector = patient ? withRetry(asked) : asked;
      const other = mayFallBack ? (fallback ?? settings.fallback) : undefined;
      if (other === undefined || other === wanted || permitted?.includes(other) === false) return connector;
      return withFallback(connector, async () => decorated(await current(), other));
    },
    async testSecret(id, secret, signal) {
      await (await plain(find(await current(), id), secret)).test(signal);
    },
    async draft(settings, secret) {
      const id = secret === undefined && settings.credential !== undefined ? settings.kind : 'draft';
      const entry = llm.find((candidate) => candidate.kind === settings.kind);
      if (entry === undefined) throw unknownModel(settings.kind, configuredConnectors(llm, await current()));
      return plain({ id, entry, isBuiltIn: false, settings, title: settings.title ?? entry.title, description: entry.description }, secret);
    },
    remember: (id, test) => notes.change((seen) => ({ ...seen, tests: { ...seen.tests, [id]: test } })),
    async models(id, { refresh }, signal) {
      const configured = find(await current(), id);
      return modelListing(configured, { connector: () => plain(configured), notes, clock: parts.clock, refresh, signal });
    },
    metrics(id) {
      const counts = counters.get(id)?.counts;
      return counts === undefined ? undefined : { ...counts, circuit: circuits.get(id)?.() ?? 'closed' };
    },
  };
}

function testedOf(tested: ConnectorInfo['tested']): Partial<ConnectorInfo> {
  if (tested === undefined) return {};
  return tested.failure === undefined ? { tested } : { tested, state: 'failed', detail: tested.failure.message };
}

async function lent(configured: ConfiguredConnector, vault: () => Promise<CredentialVault>, secret: string | undefined): Promise<Pick<LlmConnectorDeps, 'secret' | 'credential'>> {
  if (secret !== undefined) return { secret: async (work) => work(secret) };
  // A connector that never asks with a key must not wait for the vault.
  if (configured.entry.kind === undefined) return { secret: async (work) => work(undefined) };
  const opened = await vault();
  const key = keyOf(configured, opened, await opened.list());
  return { secret: key.secret, credential: key.credential?.label };
}

async function load({ id, entry, settings }: ConfiguredConnector, { parts, key }: { readonly parts: ConnectorRegistryDeps['parts']; readonly key: Pick<LlmConnectorDeps, 'secret' | 'credential'> }): Promise<LLMConnector> {
  return entry.load({ ...parts, ...key, id, settings: settings ?? {} });
}

function unknownModel(id: string, known: readonly ConfiguredConnector[]): AppError {
  return new AppError('not_found', `There is no model connector "${id}".`, {
    next: `Use one of: ${known.map((entry) => entry.id).join(', ')}; \`aiwm connectors add\` adds one.`,
    data: { id },
  });
}
