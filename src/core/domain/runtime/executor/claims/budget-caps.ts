import { type Amounts, type Budget, measures } from '../../../model/budget.ts';
import { effectParts } from '../../../model/effect-id.ts';
import { present } from '../../../model/present.ts';
import type { RunState, WantedEffect } from '../../../model/run-state.ts';
import type { Cap, Reservation, UsageFilter } from '../../../ports/usage-ledger.ts';
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

function budgetCap({ id, scope, workflow, connector, credential, ...most }: Budget, effect: WantedEffect, worst: Reservation['worst']): KnownCap {
  const { runId, workflowId, at } = worst;
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
      return { ...capped, counts: { ...whose, from: startOfDay(at) }, shared: true };
    case 'key':
      return { ...capped, counts: { ...whose, connector: worst.connector, credential: worst.credential ?? '' }, shared: true };
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
