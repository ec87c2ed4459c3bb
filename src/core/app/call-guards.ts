import { Circuit } from '../decorators/with-circuit-breaker.ts';
import { CallLine } from '../decorators/with-limits.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { Credential } from '../domain/ports/credential-vault.ts';
import type { ConfiguredConnector } from './configured-connectors.ts';

/** What stands before the calls of one connector with one key. */
export interface CallGuard {
  readonly line: CallLine;
  readonly circuit: Circuit;
}

/** Guards of places and keys nobody asks any more go first. */
const mostGuards = 200;

/**
 * One line and one circuit for a connector at its address with its key, under whatever profile it is asked and however
 * often it is made anew: a change of something else neither forgets an outage nor lets more in than the limits say.
 */
export class CallGuards {
  readonly #clock: Clock;
  readonly #onTurn: (connector: string, state: 'open' | 'closed') => void;
  readonly #guards = new Map<string, CallGuard>();

  constructor(clock: Clock, onTurn: (connector: string, state: 'open' | 'closed') => void = () => undefined) {
    this.#clock = clock;
    this.#onTurn = onTurn;
  }

  guard({ id, entry, settings }: ConfiguredConnector, key: Credential | undefined): CallGuard {
    const { requestsPerMinute, concurrency } = settings ?? {};
    const name = JSON.stringify([id, entry.kind, settings?.baseUrl, key?.id, key?.rotatedAt, requestsPerMinute, concurrency]);
    const known = this.#guards.get(name) ?? { line: new CallLine({ requestsPerMinute, concurrency }, this.#clock), circuit: this.#circuit(id) };
    this.#guards.delete(name);
    this.#guards.set(name, known);
    for (const oldest of this.#guards.keys()) {
      if (this.#guards.size <= mostGuards) break;
      this.#guards.delete(oldest);
    }
    return known;
  }

  #circuit(connector: string): Circuit {
    const circuit = new Circuit();
    circuit.policy.onBreak(() => { this.#onTurn(connector, 'open'); });
    circuit.policy.onReset(() => { this.#onTurn(connector, 'closed'); });
    return circuit;
  }
}
