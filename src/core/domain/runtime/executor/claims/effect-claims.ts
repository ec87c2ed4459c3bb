import type { EffectKind, MostUsage } from '../../../catalogue/action-kind.ts';
import { costOf } from '../../../catalogue/model-usage.ts';
import type { Budget } from '../../../model/budget.ts';
import { AppError } from '../../../model/errors.ts';
import { present } from '../../../model/present.ts';
import type { WantedEffect } from '../../../model/run-state.ts';
import type { StandsIn } from '../../../ports/connector-registry-port.ts';
import type { EffectPorts } from '../../../ports/effect-ports.ts';
import type { ReserveAnswer, Reservation, UsageLedger } from '../../../ports/usage-ledger.ts';
import { effectFailure } from '../effect-failure.ts';
import type { EffectJob } from '../effect-job.ts';
import { takenOver } from '../run-conflicts.ts';
import type { RunDriver } from '../run-driver.ts';
import type { Entry } from '../run-entry.ts';
import { portsOfRun, profileOf } from '../run-ports.ts';
import { untilDone, type UntilDoneDeps } from '../until-done.ts';
import type { Held, Hold, Spend } from './attempt-spend.ts';
import { type Capped, capsOf, hasCaps, type KnownCap, refusedWords } from './budget-caps.ts';

export interface ClaimDeps extends UntilDoneDeps {
  readonly epoch: number;
  readonly usage: UsageLedger;
  readonly ports: EffectPorts;
  effectKind(kind: string): EffectKind | undefined;
  /** The budgets of the settings of a profile; a promise only while they are being read again. */
  budgets(profile: string): readonly Budget[] | Promise<readonly Budget[]>;
  newClaimId(): string;
  /** Called when another host owns the data. */
  fenced(): void;
}

/** What stands between an effect and its attempt: nothing but a hold to settle, or an entry to tell instead of performing it. */
export type Claimed = { readonly kind: 'held'; readonly held: Held } | { readonly kind: 'free' } | { readonly kind: 'instead'; readonly entry: Entry };

interface Claiming {
  readonly driver: RunDriver;
  readonly job: EffectJob;
}

/**
 * Claims what attempts that cost money may use at most from every cap that counts them, before they are performed. An
 * attempt no cap counts is not held up: for it nothing is asked, awaited or written.
 */
export interface EffectClaims {
  /** Undefined where nothing stands before the attempt. */
  claim(claiming: Claiming): Promise<Claimed> | undefined;
  /** Settles what no outcome settles: an attempt that was not made after all, or was cut. */
  settle(driver: RunDriver, spend: Spend): Promise<void>;
}

export function createEffectClaims(deps: ClaimDeps): EffectClaims {
  return {
    claim({ driver, job }) {
      const { effect } = job;
      const kind = deps.effectKind(effect.kind);
      const { state, definition } = driver;
      if (kind?.costsMoney !== true || state === undefined) return undefined;
      const budgets = deps.budgets(profileOf(state));
      if (!('then' in budgets)) {
        const capped = { definition, state, effect, budgets };
        return hasCaps(capped) ? claimed(deps, { driver, job }, { kind, capped }) : undefined;
      }
      return budgets.then((read) => claimed(deps, { driver, job }, { kind, capped: { definition, state, effect, budgets: read } }));
    },
    async settle({ runId, workflowId }, { usage, settled }) {
      const row = usage === undefined ? undefined : { runId, workflowId, at: deps.clock.now(), ...usage };
      if (row !== undefined || settled !== undefined) await deps.usage.settle(settled ?? '', row);
    },
  };
}

async function claimed(deps: ClaimDeps, claiming: Claiming, { kind, capped }: { readonly kind: EffectKind; readonly capped: Capped }): Promise<Claimed> {
  if (!hasCaps(capped)) return { kind: 'free' };
  const { job } = claiming;
  const { effect } = job;
  const most = kind.most?.(kind.request.parse(effect.request));
  let worst: Reservation['worst'];
  try {
    const connector = most === undefined ? undefined : await portsOfRun(deps.ports, capped.state).llm(most.connector);
    worst = worstOf(connector, { most, model: most?.model ?? '', common: commonOf(deps, claiming) });
  } catch (error) {
    // Without its connector the attempt would fail alike, but might not a moment later.
    return { kind: 'instead', entry: { input: { type: 'effect_failed', effect: effect.id, attempt: effect.attempt, ...effectFailure(error) } } };
  }
  const caps = capsOf(capped, worst);
  const hold = caps.length === 0 ? undefined : { id: deps.newClaimId(), worst };
  const answer = hold === undefined ? { kind: 'reserved' as const } : await reserved(deps, claiming, { hold, caps });
  if (answer.kind === 'refused') return { kind: 'instead', entry: refusal(effect, answer, caps) };
  const worstOfOther = (other: Asked, model: string): Reservation['worst'] => worstOf(other, { most, model, common: commonOf(deps, claiming) });
  return { kind: 'held', held: heldBy(deps, claiming, { hold, capped, worstOf: worstOfOther }) };
}

/** What an attempt holds, which moves to another connector when that stands in. */
function heldBy(deps: ClaimDeps, claiming: Claiming, first: { readonly hold: Hold | undefined; readonly capped: Capped; readonly worstOf: (other: Asked, model: string) => Reservation['worst'] }): Held {
  let { hold } = first;
  let isOver = false;
  return {
    end() {
      isOver = true;
      return hold;
    },
    async standsIn(other, model) {
      const worst = first.worstOf(other, model);
      const caps = capsOf(first.capped, worst);
      const next = { id: deps.newClaimId(), worst };
      // Given back first: a cap that counts both has room for one of them.
      if (hold !== undefined) await deps.usage.settle(hold.id);
      const answer = caps.length === 0 ? undefined : await reserved(deps, claiming, { hold: next, caps });
      if (answer?.kind === 'refused') throw new AppError('budget_exceeded', refusedWords(answer), { next: 'Raise that budget: `aiwm budgets list` shows how each stands.', data: { budget: answer.cap } });
      if (!isOver) hold = answer === undefined ? undefined : next;
      else if (answer !== undefined) await deps.usage.settle(next.id);
    },
  };
}

async function reserved(deps: ClaimDeps, { driver, job }: Claiming, { hold, caps }: { readonly hold: Hold; readonly caps: readonly KnownCap[] }): Promise<Exclude<ReserveAnswer, { readonly kind: 'fenced' }>> {
  const answer = await untilDone(deps, job.signal, () => deps.usage.reserve({ ...hold, epoch: deps.epoch }, caps));
  if (answer.kind !== 'fenced') return answer;
  deps.fenced();
  throw takenOver(driver.runId);
}

type Asked = Parameters<StandsIn>[0];
type Common = Pick<Reservation['worst'], 'runId' | 'workflowId' | 'effect' | 'attempt' | 'node' | 'at' | 'cachedInputTokens' | 'calls'>;

function commonOf({ clock }: ClaimDeps, { driver: { runId, workflowId }, job: { effect: { id, attempt, node } } }: Claiming): Common {
  return { runId, workflowId, effect: id, attempt, node, at: clock.now(), cachedInputTokens: 0, calls: 1 };
}

/** The most the attempt may use, at the price of the model it asks; where that is not known, tokens and calls alone. */
function worstOf(connector: Asked | undefined, { most, model, common }: { readonly most: MostUsage | undefined; readonly model: string; readonly common: Common }): Reservation['worst'] {
  if (connector === undefined || most === undefined) return { ...common, connector: '', model: '', inputTokens: 0, outputTokens: 0 };
  const { inputTokens, outputTokens } = most;
  const known = connector.model(model);
  const price = known?.price;
  return {
    ...common,
    connector: connector.id,
    model: known?.id ?? model,
    inputTokens,
    outputTokens,
    ...present({ credential: connector.credential }),
    ...(price === undefined ? {} : { micros: costOf(price, { input: inputTokens, cachedInput: 0, output: outputTokens }), pricedAsOf: price.asOf }),
  };
}

function refusal({ id, attempt }: WantedEffect, answer: Extract<ReserveAnswer, { kind: 'refused' }>, caps: readonly KnownCap[]): Entry {
  const { cap, measure, most, used, reserved: held, asked } = answer;
  const isShared = caps.find((known) => known.id === cap)?.shared === true;
  return {
    input: {
      type: 'claim_refused',
      effect: id,
      attempt,
      cap,
      detail: refusedWords(answer),
      measure,
      most,
      short: used + held + asked - most,
      ...(isShared ? { shared: true as const } : {}),
    },
  };
}

/** Nothing to settle, and no cap: for runtimes without budgets of their own. */
export function noBudgets(): readonly Budget[] {
  return [];
}

