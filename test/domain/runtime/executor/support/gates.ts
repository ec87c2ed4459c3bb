import { z } from 'zod';
import { type ActionKind, defineAction, defineEffect, type EffectContext } from '../../../../../src/core/domain/catalogue/action-kind.ts';
import { oneEffect } from '../../../../../src/core/domain/catalogue/actions/one-effect.ts';
import { type Catalogue, createCatalogue, standardLists } from '../../../../../src/core/domain/catalogue/catalogue.ts';
import type { Repeat } from '../../../../../src/core/domain/model/effect-repeat.ts';
import type { Json } from '../../../../../src/core/domain/model/json.ts';
import { JsonValue } from '../../../../../src/core/domain/model/json-value.ts';
import { eventually } from './eventually.ts';

const Request = z.strictObject({ say: JsonValue.default(null), auto: z.boolean().default(false) });
type Request = z.infer<typeof Request>;

/** One contact with the outside, which is the test: it ends when the test says so. */
export interface Call {
  readonly say: Json;
  readonly context: EffectContext;
  answer(output?: Json): void;
  fail(error: Error): void;
}

/**
 * Actions whose effects the test ends by hand: `gate.safe`, `gate.keyed`, `gate.once`. While `isBroken` the engine fails on
 * the outcome of `gate.brittle`, and on entering `gate.unsteady`, which has no effect. With `auto` an effect ends by itself.
 * None of them listens to its signal.
 */
export class Gates {
  readonly calls: Call[] = [];
  isBroken = false;
  #taken = 0;

  readonly catalogue: Catalogue = createCatalogue({
    ...standardLists,
    actions: [...standardLists.actions, this.#action('safe', 'safe'), this.#action('keyed', 'keyed'), this.#action('once', 'once'), this.#action('brittle', 'safe'), this.#action('unsteady', 'safe')],
  });

  /** The next call no test step has taken yet. */
  async next(): Promise<Call> {
    const at = this.#taken;
    this.#taken += 1;
    await eventually(() => this.calls.length > at);
    const call = this.calls[at];
    if (call === undefined) throw new Error('no call came');
    return call;
  }

  /** Calls no test step has taken. */
  get untaken(): number {
    return this.calls.length - this.#taken;
  }

  #action(name: string, repeat: Repeat): ActionKind {
    const type = `gate.${name}`;
    const effect = defineEffect<Request>({
      kind: type,
      repeat,
      costsMoney: false,
      request: Request,
      perform: ({ say, auto }, context) => {
        if (auto) return Promise.resolve({ output: say });
        return new Promise((resolve, reject) => {
          this.calls.push({ say, context, answer: (output = say) => { resolve({ output }); }, fail: reject });
        });
      },
    });
    return defineAction<Request>({
      type,
      version: 1,
      title: type,
      summary: 'Ends when the test says so',
      config: Request,
      output: {},
      example: {},
      effects: [effect],
      next: (config, _input, outcomes) => {
        if (this.isBroken && (name === 'unsteady' || (name === 'brittle' && outcomes.length > 0))) throw new TypeError('a fault of the engine');
        if (name === 'unsteady') return { kind: 'output', output: null };
        return oneEffect(outcomes, { kind: type, request: { ...config } });
      },
    });
  }
}
