import { effectParts } from '../../model/effect-id.ts';
import type { Json } from '../../model/json.ts';
import { own } from '../../model/own.ts';
import type { FactPayloads } from '../../model/run-facts.ts';
import { nodeOf } from '../../model/region-path.ts';
import type { ActState, HeldEffect, RunState, VisitState, WantedEffect } from '../../model/run-state.ts';
import { editVisit, findVisit } from './region-tree.ts';
import { withEntry } from './with-entry.ts';

/** The state with an effect to perform: a new one, or another attempt of one that was held. */
export function wantEffect(state: RunState, fact: FactPayloads['effect_scheduled']): RunState {
  const parts = effectParts(fact.effect);
  if (parts === undefined) return state;
  const visit = findVisit(state, parts.visit);
  const held = visit === undefined ? undefined : heldEffect(visit, fact.effect);
  const wanted: WantedEffect = {
    id: fact.effect,
    kind: fact.kind,
    request: fact.request ?? held?.request ?? {},
    repeat: fact.repeat,
    visit: parts.visit,
    node: nodeOf(parts.visit),
    action: parts.action,
    attempt: fact.attempt,
    generation: fact.generation ?? held?.generation ?? 1,
    ...(fact.notBefore === undefined ? {} : { notBefore: fact.notBefore }),
    ...(fact.timeoutMs === undefined ? {} : { timeoutMs: fact.timeoutMs }),
    ...permissionsOf(fact, held),
    ...(fact.approved === true || held?.approved === true ? { approved: true } : {}),
    started: false,
    interruptions: 0,
  };
  const next = { ...state, wanted: withEntry(state.wanted, fact.effect, wanted) };
  return beginAct(next, fact);
}

/** The state with an action under way that waits for the outcome of that number. */
export function beginAct(state: RunState, { effect, beside }: { readonly effect: string; readonly beside?: true | undefined }): RunState {
  const parts = effectParts(effect);
  if (parts === undefined) return state;
  return editVisit(state, parts.visit, (active) => {
    const begun = { action: parts.action, first: parts.n, at: state.at };
    const counted = { ...active, effects: withEntry(active.effects, parts.action, Math.max(own(active.effects, parts.action) ?? 0, parts.n)) };
    if (beside !== true) return { ...counted, act: withoutHeld(actOf(active, begun), effect) };
    const act = own(active.beside, parts.action) ?? { ...begun, outputs: {}, held: {} };
    return { ...counted, beside: { ...active.beside, [parts.action]: withoutHeld(act, effect) } };
  });
}

/** An effect of the visit that failed or is in doubt. */
export function heldEffect(visit: VisitState, effect: string): HeldEffect | undefined {
  const parts = effectParts(effect);
  return visit.act?.held[effect] ?? (parts === undefined ? undefined : own(visit.beside, parts.action)?.held[effect]);
}

/** The visit with the action under way edited that is called so, be it one of its own or one beside them. */
export function editAct(visit: VisitState, action: string, edit: (act: ActState) => ActState): VisitState {
  const beside = own(visit.beside, action);
  if (beside !== undefined) return { ...visit, beside: { ...visit.beside, [action]: edit(beside) } };
  return visit.act?.action === action ? { ...visit, act: edit(visit.act) } : visit;
}

function permissionsOf(fact: FactPayloads['effect_scheduled'], held: HeldEffect | undefined): Pick<WantedEffect, 'permissions'> {
  const permissions = fact.permissions ?? held?.permissions;
  return permissions === undefined ? {} : { permissions };
}

function actOf(visit: VisitState, begun: Pick<ActState, 'action' | 'first' | 'at'>): ActState {
  return visit.act?.action === begun.action ? visit.act : { ...begun, outputs: {}, held: {} };
}

function withoutHeld(act: ActState, effect: string): ActState {
  return effect in act.held ? { ...act, held: without(act.held, effect) } : act;
}

/** The state with an effect no longer wanted but kept beside its action, for a retry or for a person. */
export function holdEffect(state: RunState, held: HeldEffect): RunState {
  const next = { ...state, wanted: without(state.wanted, held.id) };
  return editVisit(next, held.visit, (visit) => editAct(visit, held.action, (act) => ({ ...act, held: { ...act.held, [held.id]: held } })));
}

/** The state with the output of an effect kept for its action's next step. */
export function keepOutput(state: RunState, effect: string, output: Json): RunState {
  const parts = effectParts(effect);
  if (parts === undefined) return state;
  return editVisit(state, parts.visit, (visit) =>
    editAct(visit, parts.action, (act) => ({ ...withoutHeld(act, effect), outputs: withEntry(act.outputs, String(parts.n), output) })),
  );
}

/** The record without one name; itself when it has no such name. */
export function without<Value>(record: { readonly [name: string]: Value }, name: string): { readonly [name: string]: Value } {
  if (!Object.hasOwn(record, name)) return record;
  return copied(record, (_, key) => key !== name);
}

/** The record with only what `keep` says; itself when that is everything. */
export function keepOnly<Value>(record: { readonly [name: string]: Value }, keep: (value: Value) => boolean): { readonly [name: string]: Value } {
  for (const name in record) {
    const value = record[name];
    if (value !== undefined && !keep(value)) return copied(record, keep);
  }
  return record;
}

/** Records are edited with every step and hold next to nothing: a list of their entries would be made for nothing. */
function copied<Value>(record: { readonly [name: string]: Value }, keep: (value: Value, name: string) => boolean): { readonly [name: string]: Value } {
  const copy: { [name: string]: Value } = {};
  for (const name in record) {
    const value = record[name];
    if (value !== undefined && keep(value, name)) copy[name] = value;
  }
  return copy;
}

/** The record with each value replaced; itself when it is empty. */
export function mapValues<Value>(record: { readonly [name: string]: Value }, change: (value: Value) => Value): { readonly [name: string]: Value } {
  const entries = Object.entries(record);
  return entries.length === 0 ? record : Object.fromEntries(entries.map(([name, value]) => [name, change(value)]));
}
