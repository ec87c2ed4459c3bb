import { AppError } from '../../model/errors.ts';
import { normalJson } from '../../model/normal-json.ts';
import type { Permissions } from '../../model/permissions.ts';
import type { RunState, WantedEffect } from '../../model/run-state.ts';
import type { EffectContext, EffectKind, EffectResult, Usage } from '../../catalogue/action-kind.ts';
import type { StandsIn } from '../../ports/connector-registry-port.ts';
import type { EffectPorts } from '../../ports/effect-ports.ts';
import type { EffectSurroundings } from '../../ports/effect-surroundings.ts';
import type { RunSeal } from '../../ports/run-keys.ts';
import { effectKey } from '../effect-key.ts';
import { openedBytes } from '../sealing/sealed-bytes.ts';
import type { EffectJob } from './effect-job.ts';
import { demandOutcomeSize } from './outcome-size.ts';
import { portsOfRun } from './run-ports.ts';
import { type EffectFailure, effectFailure } from './effect-failure.ts';

/** How a contact with the outside ended. */
export type Contact = { /** What it told of its usage on the way. */ readonly usage?: Usage | undefined } & (
  | { readonly kind: 'completed'; readonly value: EffectResult }
  | { readonly kind: 'failed'; readonly failure: EffectFailure }
);

export interface ContactDeps {
  readonly ports: EffectPorts;
  effectKind(kind: string): EffectKind | undefined;
  /** @default nothing is around it */
  readonly around?: EffectSurroundings;
}

export interface ContactOf {
  readonly state: RunState;
  readonly job: Pick<EffectJob, 'effect' | 'signal'>;
  readonly onProgress: (text: string) => void;
  readonly onUsage?: (usage: Usage) => void;
  /** The run's key, if it holds sensitive values: bytes it left are kept sealed. */
  readonly seal?: RunSeal | undefined;
  readonly standsIn?: StandsIn | undefined;
}

/** Makes the contact an effect asks for. It never throws: what went wrong is its result. */
export async function makeContact(deps: ContactDeps, { state, job, onProgress, seal, standsIn }: ContactOf): Promise<Contact> {
  const { effect } = job;
  let usage: Usage | undefined;
  try {
    const kind = deps.effectKind(effect.kind);
    if (kind === undefined) throw unknownKind(effect.kind);
    const perform = async (): Promise<EffectResult> => kind.perform(kind.request.parse(effect.request), effectContext(deps, { state, job, onProgress, seal, standsIn, onUsage: (told) => { usage = told; } }));
    const { id, node, attempt } = effect;
    const value = await (deps.around === undefined ? perform() : deps.around({ runId: state.run, node, effect: id, attempt, kind: effect.kind }, perform));
    const output = normalJson(value.output);
    demandOutcomeSize(id, output);
    return { kind: 'completed', value: { ...value, output }, usage };
  } catch (error) {
    return { kind: 'failed', failure: effectFailure(error), usage };
  }
}

/** What an effect is performed or asked about with. */
export function effectContext(deps: ContactDeps, contact: ContactOf): EffectContext {
  return new ContactContext(deps, contact);
}

/** A class for its getters: an object with getters of its own is put together one by one, for every effect. */
class ContactContext implements EffectContext {
  readonly ports: EffectPorts;
  readonly attempt: number;
  readonly origin: EffectContext['origin'];
  readonly permissions?: Permissions;
  readonly onProgress: (text: string) => void;
  readonly onUsage?: (usage: Usage) => void;
  readonly #run: string;
  readonly #job: ContactOf['job'];

  constructor({ ports }: ContactDeps, { state, job, onProgress, onUsage, seal, standsIn }: ContactOf) {
    const { effect } = job;
    const own = withStandIn(portsOfRun(ports, state), standsIn);
    this.ports = seal === undefined ? own : { ...own, readBlob: async (ref) => openedBytes(await own.readBlob(ref), seal) };
    this.attempt = effect.attempt;
    this.origin = originOf(state, effect);
    if (effect.permissions !== undefined) this.permissions = effect.permissions;
    this.onProgress = onProgress;
    if (onUsage !== undefined) this.onUsage = onUsage;
    this.#run = state.run;
    this.#job = job;
  }

  /** Made where it is read: most effects have no receiver that asks for it. */
  get key(): string {
    const { id, generation } = this.#job.effect;
    return effectKey(this.#run, id, generation);
  }

  get signal(): AbortSignal {
    return this.#job.signal;
  }
}

/** Ports whose models ask before another one stands in for them. */
function withStandIn(ports: EffectPorts, standsIn: StandsIn | undefined): EffectPorts {
  return standsIn === undefined ? ports : { ...ports, llm: (id, choice) => ports.llm(id, { ...choice, standsIn }) };
}

function originOf(state: RunState, effect: WantedEffect): EffectContext['origin'] {
  const script = state.pins['mock'];
  return {
    workflow: state.workflow,
    node: effect.node,
    action: effect.action,
    visit: effect.visit,
    ...(typeof script === 'string' ? { script } : {}),
  };
}

function unknownKind(kind: string): AppError {
  return new AppError('definition_invalid', `no effect of kind '${kind}' exists`, { next: 'Run `aiwm catalogue list` to see what does.' });
}
