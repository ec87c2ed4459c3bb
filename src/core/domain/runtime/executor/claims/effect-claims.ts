import type { EffectKind } from '../../../catalogue/action-kind.ts';
import { costOf } from '../../../catalogue/model-usage.ts';
import type { Budget } from '../../../model/budget.ts';
import { present } from '../../../model/present.ts';
import type { RunState, WantedEffect } from '../../../model/run-state.ts';
import type { EffectPorts } from '../../../ports/effect-ports.ts';
import type { ReserveAnswer, Reservation, UsageLedger } from '../../../ports/usage-ledger.ts';
import { effectFailure } from '../effect-failure.ts';
import type { EffectJob } from '../effect-job.ts';
import { takenOver } from '../run-conflicts.ts';
import type { RunDriver } from '../run-driver.ts';
import type { Entry } from '../run-entry.ts';
import { portsOfRun, profileOf } from '../run-ports.ts';
import { untilDone, type UntilDoneDeps } from '../until-done.ts';
import type { Hold, Spend } from './attempt-spend.ts';
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
export type Claimed = { readonly kind: 'held'; readonly hold: Hold } | { readonly kind: 'free' } | { readonly kind: 'instead'; readonly entry: Entry };

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

async function claimed(deps: ClaimDeps, { driver, job }: Claiming, { kind, capped }: { readonly kind: EffectKind; readonly capped: Capped }): Promise<Claimed> {
  if (!hasCaps(capped)) return { kind: 'free' };
  const { effect } = job;
  let worst: Reservation['worst'];
  try {
    worst = await worstOf(deps, driver, { kind, effect, state: capped.state });
  } catch (error) {
    // Without its connector the attempt would fail alike, but might not a moment later.
    return { kind: 'instead', entry: { input: { type: 'effect_failed', effect: effect.id, attempt: effect.attempt, ...effectFailure(error) } } };
  }
  const caps = capsOf(capped, worst);
  if (caps.length === 0) return { kind: 'free' };
  const hold = { id: deps.newClaimId(), worst };
  const answer = await untilDone(deps, job.signal, () => deps.usage.reserve({ ...hold, epoch: deps.epoch }, caps));
  if (answer.kind === 'reserved') return { kind: 'held', hold };
  if (answer.kind === 'refused') return { kind: 'instead', entry: refusal(effect, answer, caps) };
  deps.fenced();
  throw takenOver(driver.runId);
}

/** The most the attempt may use, at the price of the model it asks; where that is not known, tokens and calls alone. */
async function worstOf({ ports, clock }: ClaimDeps, { runId, workflowId }: RunDriver, { kind, effect, state }: { readonly kind: EffectKind; readonly effect: WantedEffect; readonly state: RunState }): Promise<Reservation['worst']> {
  const { id, attempt, node } = effect;
  const common = { runId, workflowId, effect: id, attempt, node, at: clock.now(), cachedInputTokens: 0, calls: 1 };
  const most = kind.most?.(kind.request.parse(effect.request));
  if (most === undefined) return { ...common, connector: '', model: '', inputTokens: 0, outputTokens: 0 };
  const { model, inputTokens, outputTokens } = most;
  const connector = await portsOfRun(ports, state).llm(most.connector);
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
  const { cap, measure, most, used, reserved, asked } = answer;
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
      short: used + reserved + asked - most,
      ...(isShared ? { shared: true as const } : {}),
    },
  };
}

/** Nothing to settle, and no cap: for runtimes without budgets of their own. */
export function noBudgets(): readonly Budget[] {
  return [];
}

