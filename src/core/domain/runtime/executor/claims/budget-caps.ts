import { amountText, type Amounts, type Budget, measures } from '../../../model/budget.ts';
import { effectParts } from '../../../model/effect-id.ts';
import { present } from '../../../model/present.ts';
import type { RunState, WantedEffect } from '../../../model/run-state.ts';
import type { UsageRow } from '../../../ports/run-commit.ts';
import type { Cap, Reservation, ReserveAnswer, UsageFilter } from '../../../ports/usage-ledger.ts';
import type { CompiledDefinition } from '../../compile/compiled-definition.ts';

export interface Capped {
  readonly definition: Pick<CompiledDefinition, 'definition'>;
  readonly state: RunState;
  readonly effect: WantedEffect;
  readonly budgets: readonly Budget[];
}

/** A cap, and whether other runs count against it, too. */
export type KnownCap = Cap & { readonly shared: boolean };

/** Whether anything could stand before this effect: seen without asking anybody, so that runs without caps pay nothing. */
export function hasCaps({ definition, effect, budgets }: Omit<Capped, 'state'>): boolean {
  return budgets.length > 0 || definition.definition.limits.budget !== undefined || effect.permissions?.spend !== undefined;
}

/** Every cap that counts the attempt, those of its own run first, each with what an operator added to it. */
export function capsOf({ definition, state, effect, budgets }: Capped, worst: Reservation['worst']): readonly KnownCap[] {
  const own = ownCaps(definition, effect, worst);
  const meant = budgets.filter((budget) => concerns(budget, state, worst)).map((budget) => budgetCap(budget, effect, worst));
  return [...own, ...meant].map((cap) => ({ ...cap, most: raised(cap.most, state.raised?.[cap.id]) }));
}

function ownCaps({ definition }: Capped['definition'], effect: WantedEffect, { runId }: Reservation['worst']): readonly KnownCap[] {
  const { run, step } = definition.limits.budget ?? {};
  const spend = effect.permissions?.spend;
  return [
    ...(step === undefined ? [] : [{ id: 'limits.budget.step', most: step, counts: { runId, step: stepOf(effect) }, shared: false }]),
    ...(run === undefined ? [] : [{ id: 'limits.budget.run', most: run, counts: { runId }, shared: false }]),
    ...(spend === undefined ? [] : [{ id: 'permissions.spend', most: { micros: spend }, counts: { runId }, shared: false }]),
  ];
}

function concerns({ workflow, connector, credential }: Budget, state: RunState, worst: Reservation['worst']): boolean {
  if (workflow !== undefined && workflow !== worst.workflowId && workflow !== state.workflow) return false;
  if (connector !== undefined && connector !== worst.connector) return false;
  return credential === undefined || credential === worst.credential;
}

/** The cap of a budget on a call that belongs to no run; undefined where the budget counts runs alone. */
export function capByHand(budget: Budget, worst: Pick<UsageRow, 'at' | 'connector' | 'credential'>): Cap | undefined {
  const { id, workflow, connector, credential, ...most } = budget;
  if (workflow !== undefined || (connector !== undefined && connector !== worst.connector) || (credential !== undefined && credential !== worst.credential)) return undefined;
  const counts = countsOfAll(budget, present({ connector, credential }), worst);
  return counts === undefined ? undefined : { id, most: amounts(most), counts };
}

/** What stands before a call, in a sentence. */
export function refusedWords({ cap, measure, most, used, reserved, asked }: Extract<ReserveAnswer, { kind: 'refused' }>): string {
  const text = (amount: number): string => amountText(measure, amount);
  const held = reserved === 0 ? '' : ` and ${text(reserved)} reserved by calls under way`;
  return `"${cap}" allows ${text(most)}: ${text(used)} used${held}, and this call may take ${text(asked)}.`;
}

function countsOfAll({ scope }: Pick<Budget, 'scope'>, whose: UsageFilter, { at, connector, credential }: Pick<UsageRow, 'at' | 'connector' | 'credential'>): UsageFilter | undefined {
  if (scope === 'day') return { ...whose, from: startOfDay(at) };
  return scope === 'key' ? { ...whose, connector, credential: credential ?? '' } : undefined;
}

function budgetCap({ id, scope, workflow, connector, credential, ...most }: Budget, effect: WantedEffect, worst: Reservation['worst']): KnownCap {
  const { runId, workflowId } = worst;
  const whose: UsageFilter = present({ workflowId: workflow === undefined ? undefined : workflowId, connector, credential });
  const capped = { id, most: amounts(most) };
  switch (scope) {
    case 'step':
      return { ...capped, counts: { ...whose, runId, step: stepOf(effect) }, shared: false };
    case 'run':
      return { ...capped, counts: { ...whose, runId }, shared: false };
    case 'workflow':
      return { ...capped, counts: { ...whose, workflowId }, shared: true };
    case 'day':
    case 'key':
      return { ...capped, counts: countsOfAll({ scope }, whose, worst) ?? whose, shared: true };
    default:
      return scope satisfies never;
  }
}

function amounts(most: Amounts): Amounts {
  return Object.fromEntries(measures.flatMap((name) => (most[name] === undefined ? [] : [[name, most[name]]])));
}

function raised(most: Amounts, by: Amounts | undefined): Amounts {
  if (by === undefined) return most;
  return Object.fromEntries(measures.flatMap((name) => (most[name] === undefined ? [] : [[name, most[name] + (by[name] ?? 0)]])));
}

/** One action of one visit: all its effects and attempts. */
function stepOf({ id, visit, action }: WantedEffect): string {
  const parts = effectParts(id);
  return `${parts?.visit ?? visit}/${parts?.action ?? action}`;
}

const dayMs = 86_400_000;

function startOfDay(at: number): number {
  return Math.floor(at / dayMs) * dayMs;
}
