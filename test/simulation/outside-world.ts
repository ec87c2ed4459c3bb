import type { EffectContext, EffectResult } from '../../src/core/domain/catalogue/action-kind.ts';
import type { Catalogue } from '../../src/core/domain/catalogue/catalogue.ts';
import { canonicalJson } from '../../src/core/domain/model/canonical-json.ts';
import { AppError } from '../../src/core/domain/model/errors.ts';
import type { Repeat } from '../../src/core/domain/model/effect-repeat.ts';
import { isJsonObject, type Json } from '../../src/core/domain/model/json.ts';
import type { Clock } from '../../src/core/domain/ports/clock.ts';
import { randomAnswer } from '../domain/runtime/support/random-hands.ts';
import { Dice } from '../domain/runtime/support/random-run.ts';
import type { Fate } from './fault-plan.ts';
import type { Owner, Scheduler } from './scheduler.ts';

/** One request that reached the outside. */
export interface Contact {
  readonly host: Owner;
  readonly kind: string;
  readonly repeat: Repeat;
  readonly key: string;
  readonly attempt: number;
  readonly visit: string;
  readonly request: string;
}

export interface WorldSeams {
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  fateOf(contact: Contact): Fate | undefined;
  /** Called before a byte leaves. */
  begins(contact: Contact): void;
}

/** What effects that say this do: they wait until {@link OutsideWorld.release}. */
export const probe = '@probe';

const afterTimeoutMs = 130_000;
const slowMs = 20_000;

/** Everything outside the engine: it counts what is asked of it by key, and remembers what it answered. */
export class OutsideWorld implements Owner {
  readonly name = 'world';
  isDead = false;
  readonly #seams: WorldSeams;
  /** How often what a key stands for took hold at receivers that know no keys; those that do honour them. */
  readonly holds = new Map<string, number>();
  /** What it answered, by key and attempt. */
  readonly answers = new Map<string, Set<string>>();
  readonly waiting: (() => void)[] = [];

  constructor(seams: WorldSeams) {
    this.#seams = seams;
  }

  /** The catalogue as a host uses it: the effects reach this world. */
  catalogueFor(host: Owner, catalogue: Catalogue): Catalogue {
    const effects = new Map([...catalogue.effects].map(([name, kind]) => {
      const perform = (request: never, context: EffectContext): Promise<EffectResult> => {
        const { key, attempt, origin } = context;
        const contact: Contact = { host, kind: name, repeat: kind.repeat, key, attempt, visit: origin.visit, request: canonicalJson(request) };
        const work = name === 'llm.chat' ? () => Promise.resolve({ output: modelAnswer(contact) }) : () => kind.perform(request, context);
        return this.#contact(contact, { signal: context.signal, work, isProbe: isProbe(request) });
      };
      return [name, { ...kind, perform }] as const;
    }));
    return { ...catalogue, effects };
  }

  /** Answers every probe that waits. */
  release(): void {
    for (const answer of this.waiting.splice(0)) answer();
  }

  async #contact(contact: Contact, { signal, work, isProbe: waits }: { readonly signal: AbortSignal; readonly work: () => Promise<EffectResult>; readonly isProbe: boolean }): Promise<EffectResult> {
    const { scheduler, clock } = this.#seams;
    const fate = waits ? undefined : this.#seams.fateOf(contact);
    const name = `${contact.visit} ${contact.kind} ${contact.key.slice(0, 4)}.${contact.attempt}`;
    this.#seams.begins(contact);
    await scheduler.turn(this, `hears ${name}`, () => undefined);
    if (waits) await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (fate === 'fails_before') throw this.#failed(contact, transient());
    if (fate === 'refuses') throw this.#failed(contact, new AppError('input_invalid', 'the receiver does not want it'));
    this.holds.set(contact.key, contact.repeat === 'keyed' ? 1 : (this.holds.get(contact.key) ?? 0) + 1);
    if (fate === 'reply_lost') return await new Promise<never>(() => undefined);
    if (fate === 'late') await clock.sleepUntil(clock.now() + afterTimeoutMs, never);
    if (fate === 'slow') await clock.sleepUntil(clock.now() + slowMs, signal);
    const result = await work();
    await scheduler.turn(this, `answers ${name}${fate === undefined ? '' : `, ${fate}`}`, () => undefined);
    if (fate === 'fails_after') throw this.#failed(contact, transient());
    this.#answered(contact, canonicalJson(result.output));
    return result;
  }

  #failed(contact: Contact, error: AppError): AppError {
    this.#answered(contact, `!${error.code}`);
    return error;
  }

  #answered({ key, attempt }: Contact, answer: string): void {
    const name = `${key} ${attempt}`;
    this.answers.set(name, (this.answers.get(name) ?? new Set()).add(answer));
  }
}

const never = new AbortController().signal;

/** By what is asked alone, so that asking again gives the same. */
function modelAnswer({ visit, request, attempt }: Contact): Json {
  const numbers = [1, 7, 13].map((factor) => [...`${visit}${request}${attempt}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0) * factor) % 9973, factor));
  return randomAnswer(new Dice(numbers));
}

function transient(): AppError {
  return new AppError('connector_unavailable', 'the receiver did not answer');
}

function isProbe(request: Json): boolean {
  return isJsonObject(request) && request['say'] === probe;
}
