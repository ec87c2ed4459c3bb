import { withCache } from '../decorators/with-cache.ts';
import { withCircuitBreaker, type Circuit } from '../decorators/with-circuit-breaker.ts';
import { withLimits } from '../decorators/with-limits.ts';
import { CallCounter, withMetrics } from '../decorators/with-metrics.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { ConnectorMetrics } from '../domain/ports/connector-registry-port.ts';
import type { CredentialVault } from '../domain/ports/credential-vault.ts';
import type { LLMConnector } from '../domain/ports/llm-connector.ts';
import type { LlmConnectorDeps } from '../llm/llm-connectors.ts';
import type { LendSecret } from '../llm/vendor-parts.ts';
import type { ConfiguredConnector } from './configured-connectors.ts';
import { keyOf } from './connector-keys.ts';

export interface MadeConnectorsDeps {
  /** What model connectors are made from, besides their own settings and key. */
  readonly parts: Pick<LlmConnectorDeps, 'readScript' | 'fetch'> & { readonly clock: Clock };
  readonly vault: () => Promise<CredentialVault>;
}

/**
 * Model connectors that were made, each kept until all are let go. A connector that was let go finishes what it began. One
 * circuit serves one connector with one key, since a change of either makes it anew; counts go on across such changes.
 */
export class MadeConnectors {
  readonly #deps: MadeConnectorsDeps;
  readonly #made = new Map<string, Promise<LLMConnector>>();
  readonly #circuits = new Map<string, Circuit['state']>();
  readonly #counters = new Map<string, CallCounter>();

  constructor(deps: MadeConnectorsDeps) {
    this.#deps = deps;
  }

  /** The next call of each meets what counts then. */
  letGo(): void {
    this.#made.clear();
  }

  /** The connector as runs meet it: with its limits, its circuit, its cache, and counted. */
  async decorated(configured: ConfiguredConnector): Promise<LLMConnector> {
    const { id } = configured;
    const known = this.#made.get(id) ?? this.#make(configured);
    this.#made.set(id, known);
    try {
      return await known;
    } catch (error) {
      // A failed start is not kept: the next call tries again.
      if (this.#made.get(id) === known) this.#made.delete(id);
      throw error;
    }
  }

  /** The connector alone, with the key it has, or with the one given or none. */
  async plain(configured: ConfiguredConnector, given?: { readonly secret: string | undefined }): Promise<LLMConnector> {
    const { id, entry, settings } = configured;
    const key = given === undefined ? await this.#key(configured) : { secret: lending(given.secret) };
    return entry.load({ ...this.#deps.parts, ...key, id, settings: settings ?? {} });
  }

  metrics(id: string): ConnectorMetrics | undefined {
    const counts = this.#counters.get(id)?.counts;
    return counts === undefined ? undefined : { ...counts, circuit: this.#circuits.get(id)?.() ?? 'closed' };
  }

  async #make(configured: ConfiguredConnector): Promise<LLMConnector> {
    const { id, entry, settings } = configured;
    const { clock } = this.#deps.parts;
    const inner = await this.plain(configured);
    const counter = this.#counters.get(id) ?? new CallCounter(clock);
    this.#counters.set(id, counter);
    if (entry.kind === undefined) return withMetrics(inner, counter);
    const { connector, state } = withCircuitBreaker(withLimits(inner, settings ?? {}, clock));
    this.#circuits.set(id, state);
    return withMetrics(settings?.cache === true ? withCache(connector) : connector, counter);
  }

  async #key(configured: ConfiguredConnector): Promise<Pick<LlmConnectorDeps, 'secret' | 'credential'>> {
    // A connector that never asks with a key must not wait for the vault.
    if (configured.entry.kind === undefined) return { secret: lending(undefined) };
    const vault = await this.#deps.vault();
    const key = keyOf(configured, vault, await vault.list());
    return { secret: key.secret, credential: key.credential?.label };
  }
}

function lending(secret: string | undefined): LendSecret {
  return async (work) => work(secret);
}
