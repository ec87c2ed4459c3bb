import { withCache } from '../decorators/with-cache.ts';
import { withCircuitBreaker } from '../decorators/with-circuit-breaker.ts';
import { withLimits } from '../decorators/with-limits.ts';
import { type CallLog, withLog } from '../decorators/with-log.ts';
import { CallCounter, withMetrics } from '../decorators/with-metrics.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { ConnectorMetrics } from '../domain/ports/connector-registry-port.ts';
import type { CredentialVault } from '../domain/ports/credential-vault.ts';
import type { LLMConnector } from '../domain/ports/llm-connector.ts';
import type { LlmConnectorDeps } from '../llm/llm-connectors.ts';
import type { LendSecret } from '../llm/vendor-parts.ts';
import type { ConfiguredConnector } from './configured-connectors.ts';
import { type CallGuard, CallGuards } from './call-guards.ts';
import { type ConnectorKey, keyOf } from './connector-keys.ts';

export interface MadeConnectorsDeps {
  /** What model connectors are made from, besides their own settings and key. */
  readonly parts: Pick<LlmConnectorDeps, 'readScript'> & { readonly clock: Clock; /** Where calls are noted. @default nowhere */ readonly calls?: CallLog };
  readonly vault: () => Promise<CredentialVault>;
}

/** For whom a connector is made: whose settings and keys count, and the way out that those settings allow. */
export interface Asker {
  readonly profile: string;
  readonly fetch: LlmConnectorDeps['fetch'];
}

/**
 * Model connectors that were made, each kept for its profile until all are let go: no answer that is kept for one profile
 * reaches another. A connector that was let go finishes what it began; limits, circuits and counts go on.
 */
export class MadeConnectors {
  readonly #deps: MadeConnectorsDeps;
  readonly #made = new Map<string, Promise<LLMConnector>>();
  readonly #guards: CallGuards;
  /** By id: those in use last, one for each key. */
  readonly #inUse = new Map<string, Set<CallGuard>>();
  readonly #counters = new Map<string, CallCounter>();

  constructor(deps: MadeConnectorsDeps) {
    this.#deps = deps;
    this.#guards = new CallGuards(deps.parts.clock, (connector, state) => { deps.parts.calls?.log.warn(state === 'open' ? `"${connector}" failed several times in a row and is asked no more for a while` : `"${connector}" is asked again`, { connector, circuit: state }); });
  }

  /** The next call of each meets what counts then. */
  letGo(): void {
    this.#made.clear();
    this.#inUse.clear();
  }

  /** The connector as runs meet it: with its limits, its circuit, its cache, and counted. */
  async decorated(configured: ConfiguredConnector, asker: Asker): Promise<LLMConnector> {
    const name = JSON.stringify([asker.profile, configured.id]);
    const known = this.#made.get(name) ?? this.#make(configured, asker);
    this.#made.set(name, known);
    try {
      return await known;
    } catch (error) {
      // A failed start is not kept: the next call tries again.
      if (this.#made.get(name) === known) this.#made.delete(name);
      throw error;
    }
  }

  /** The connector alone, with the key it has, or with the one given or none. */
  async plain(configured: ConfiguredConnector, asker: Asker, given?: { readonly secret: string | undefined }): Promise<LLMConnector> {
    return this.#load(configured, asker, given === undefined ? await this.#key(configured, asker) : { secret: lending(given.secret) });
  }

  metrics(id: string): ConnectorMetrics | undefined {
    const counts = this.#counters.get(id)?.counts;
    const circuits = [...(this.#inUse.get(id) ?? [])].map(({ circuit }) => circuit.state);
    return counts === undefined ? undefined : { ...counts, circuit: (['open', 'half_open'] as const).find((state) => circuits.includes(state)) ?? 'closed' };
  }

  async #make(configured: ConfiguredConnector, asker: Asker): Promise<LLMConnector> {
    const { id, entry, settings } = configured;
    const key = await this.#key(configured, asker);
    const inner = await this.#load(configured, asker, key);
    const counter = this.#counters.get(id) ?? new CallCounter(this.#deps.parts.clock);
    this.#counters.set(id, counter);
    if (entry.kind === undefined) return this.#logged(withMetrics(inner, counter));
    const guard = this.#guards.guard(configured, key.credential);
    this.#inUse.set(id, (this.#inUse.get(id) ?? new Set()).add(guard));
    const connector = withCircuitBreaker(withLimits(inner, guard.line), guard.circuit);
    return this.#logged(withMetrics(settings?.cache === true ? withCache(connector) : connector, counter));
  }

  #logged(connector: LLMConnector): LLMConnector {
    const { calls } = this.#deps.parts;
    return calls === undefined ? connector : withLog(connector, calls);
  }

  #load({ id, entry, settings }: ConfiguredConnector, { fetch }: Asker, { secret, credential }: Pick<ConnectorKey, 'secret'> & Partial<ConnectorKey>): Promise<LLMConnector> {
    return entry.load({ ...this.#deps.parts, fetch, secret, id, settings: settings ?? {}, credential: credential?.label });
  }

  async #key(configured: ConfiguredConnector, { profile }: Asker): Promise<Pick<ConnectorKey, 'secret'> & Partial<ConnectorKey>> {
    // A connector that never asks with a key must not wait for the vault.
    if (configured.entry.kind === undefined) return { secret: lending(undefined) };
    const vault = await this.#deps.vault();
    return keyOf(configured, { vault, kept: await vault.list(), profile });
  }
}

function lending(secret: string | undefined): LendSecret {
  return async (work) => work(secret);
}
