import type { Intent, NodeView } from '../../catalogue/node-kind.ts';
import { ownId } from '../../model/effect-id.ts';
import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import { bodyPath, containerOf, regionOf, visitId } from '../../model/region-path.ts';
import type { ReadValues, TimerSet } from '../../model/run-facts.ts';
import type { BodyEnd } from '../../model/container-state.ts';
import type { LeavingState, VisitState } from '../../model/run-state.ts';
import type { CompiledNode } from '../compile/compiled-definition.ts';
import { definitionAt, nodeAt } from '../compile/definition-at.ts';
import { findRegion, findVisit } from '../evolve/region-tree.ts';
import { askFor, timersOfWait } from './ask.ts';
import { endBody, spreadAround } from './body-ends.ts';
import { decisionIn, examine, joined, type RejectedCandidate, rejectedParams } from './candidates.ts';
import { cardContent } from './card-content.ts';
import { openIncident } from './incidents.ts';
import { cancelInside, countNoPass, leave, timersOnEntry } from './leaving.ts';
import { errorAt, failRun, guarded, raise } from './run-errors.ts';
import { readingView, scopeAt } from './scope-view.ts';
import { scheduledTimers } from './scheduled-timers.ts';
import { beginBodies, beginCall, joinBodies } from './spread.ts';
import type { Turn } from './turn.ts';
import { beginWait } from './waiting.ts';

/** Asks the node what it does now, its entry actions being done, and does it. */
export function arrive(turn: Turn, visit: VisitState): void {
  guarded(turn, { visit }, () => consult(turn, visit, (node, view) => node.kind.arrive(node.config, view)));
}

/** Asks a container what it does now that its body has come to its end, and does it. */
export function bodyEnded(turn: Turn, visit: VisitState): void {
  guarded(turn, { visit }, () => consult(turn, visit, (node, view) => node.kind.bodyEnded?.(node.config, view) ?? { kind: 'leave', by: ['task-complete'] }));
}

/** Asks a container whose bodies run beside each other. Gives false while it waits for one of them to end. */
export function hasSpreadOn(turn: Turn, visit: VisitState): boolean {
  let goesOn = true;
  const ask = (node: CompiledNode, view: NodeView): Intent => {
    const intent: Intent = visit.spread?.joined === true ? { kind: 'leave', by: ['task-complete'] } : (node.kind.bodyEnded?.(node.config, view) ?? { kind: 'join' });
    goesOn = intent.kind !== 'await_bodies';
    return intent;
  };
  guarded(turn, { visit }, () => consult(turn, visit, ask));
  return goesOn;
}

function consult(turn: Turn, visit: VisitState, ask: (node: CompiledNode, view: NodeView) => Intent): void {
  const node = nodeAt(turn.workflow, visit.id);
  if (node === undefined) return;
  const reading = readingView(turn, node.sources, scopeAt(turn, visit.id));
  const { loop } = visit;
  const passes = loop === undefined ? undefined : { loop: present({ passes: loop.pass + 1, items: loop.items, extraPasses: loop.extra, limits: loop.limits, isBroken: loop.broken !== undefined }) };
  const intent = ask(node, { read: (name) => reading.read(name), render: (name) => reading.render(name), bodies: bodiesOf(visit, node), ...passes });
  carryOut(turn, { visit, node, read: reading.values }, intent);
}

function bodiesOf({ spread }: VisitState, node: CompiledNode): NodeView['bodies'] {
  const { begun = 0, completed = 0, failed = 0, items = [] } = spread ?? {};
  return { declared: node.bodies.length, begun, completed, failed, items };
}

interface At {
  readonly visit: VisitState;
  readonly node: CompiledNode;
  /** What the node read to come to its intent. */
  readonly read: ReadValues;
}

function carryOut(turn: Turn, at: At, intent: Intent): void {
  switch (intent.kind) {
    case 'leave':
      return leaveBy(turn, at, intent.by);
    case 'begin_pass':
      return beginPass(turn, at, intent);
    case 'limit_reached':
      return reachLimit(turn, at, { limit: 'maxPasses', value: intent.limit });
    case 'ask_card':
      return askCard(turn, at, intent.card);
    case 'wait':
      return beginWait(turn, at, intent);
    case 'begin_bodies':
      return beginBodies(turn, at, intent);
    case 'call':
      return beginCall(turn, at, intent);
    case 'await_bodies':
      return;
    case 'join':
      return leaveBy(turn, { ...at, visit: joinBodies(turn, at) }, ['task-complete']);
    case 'fail':
      return raise(turn, { visit: cancelInside(turn, at.visit, 'error'), error: errorAt(at.visit, { code: 'run_failed', message: intent.message }, { kind: 'engine' }) });
    case 'end':
      return endRegion(turn, at, intent);
    default:
      return intent satisfies never;
  }
}

function leaveBy(turn: Turn, { visit: before, read }: At, by: readonly string[]): void {
  const visit = countNoPass(turn, before);
  const { chosen, pending, isAsked, rejected } = examine(turn, visit, { by });
  if (pending !== undefined) return askFor(turn, visit, { pending, moment: 'data' });
  // A person took the same transition, and its validator is asked for that already.
  if (isAsked === true) return waitIdle(turn, visit, rejected);
  if (chosen === undefined) return stuck(turn, visit, rejected);
  leave(turn, visit, { ...chosen, ...readBefore(read, chosen) });
}

/** What the node read to leave, with what the way it takes was chosen by. */
function readBefore(before: ReadValues, { read }: LeavingState): Pick<LeavingState, 'read'> {
  const all = joined(before, read ?? {});
  return all === read || Object.keys(all).length === 0 ? {} : { read: all };
}

/** Nothing fires by itself: the visit waits where something outside may change that, and else a person is asked. */
function stuck(turn: Turn, visit: VisitState, rejected: readonly RejectedCandidate[]): void {
  if (mayFireLater(turn, visit)) return waitIdle(turn, visit, rejected);
  openIncident(turn, { code: rejected.length > 0 ? 'validator_exhausted' : 'no_transition', visit: visit.id, ...present({ params: rejected.length > 0 ? rejectedParams(rejected) : undefined }) });
}

/** Whether a person, a deadline, a cooldown or a validator at work may yet let a transition fire. */
export function mayFireLater(turn: Turn, visit: VisitState): boolean {
  const node = nodeAt(turn.workflow, visit.id);
  const waiting = Object.values(visit.candidates ?? {}).some(({ asks, verdicts }) => asks !== undefined || Object.values(verdicts).some(({ retryAt }) => retryAt !== undefined));
  if (waiting || (node?.userActions ?? []).length > 0) return true;
  return (node?.outgoing ?? []).some((transition) => transition.triggers.some(({ kind, delayMs }) => kind.byHand === true || (delayMs !== undefined && isAhead(turn, visit, transition.id))));
}

/** A deadline that has passed fires no more. */
function isAhead(turn: Turn, visit: VisitState, transition: string): boolean {
  const hasWaited = visit.waitsSince !== undefined || turn.state.cards[visit.id] !== undefined;
  return !hasWaited || turn.state.timers[ownId(visit.id, 'timer', `scheduled.${transition}`)] !== undefined;
}

/** What a person has to choose over, where one has to choose: the model's choice and how sure it was. */
function recommendation(turn: Turn, visit: VisitState): string | undefined {
  const isChoice = nodeAt(turn.workflow, visit.id)?.outgoing.some(({ triggers }) => triggers.some(({ kind }) => kind.type === 'manual-selection')) === true;
  if (!isChoice) return undefined;
  const decision = decisionIn(scopeAt(turn, visit.id), visit.node);
  if (!isJsonObject(decision) || typeof decision['choice'] !== 'string') return '';
  return `${decision['choice']} (${JSON.stringify(decision['confidence'] ?? 0)})`;
}

function waitIdle(turn: Turn, visit: VisitState, rejected: readonly RejectedCandidate[]): void {
  const timers = timersOfWait(turn, visit);
  turn.emit('action_done', { visit: visit.id, idle: present({ rejected: rejected.length === 0 ? undefined : rejected, selection: recommendation(turn, visit) }), ...present({ timers: timers.length === 0 ? undefined : timers }) });
}

/** Leaves by `limit-reached`; without such a way a person is asked. */
export function reachLimit(turn: Turn, { visit, read }: Pick<At, 'visit' | 'read'>, params: JsonObject): void {
  const { chosen, rejected } = examine(turn, visit, { by: ['limit-reached'] });
  if (chosen === undefined) openIncident(turn, { code: 'limit_reached', visit: visit.id, params: { ...params, ...rejectedParams(rejected) } });
  else leave(turn, visit, { ...chosen, read: { ...read, ...chosen.read, ...params } });
}

function beginPass(turn: Turn, { visit, node, read }: At, intent: Intent & { readonly kind: 'begin_pass' }): void {
  const [body] = node.bodies;
  if (body === undefined) return;
  const pass = visit.loop === undefined ? 0 : visit.loop.pass + 1;
  const region = bodyPath(visit.id, body.id, pass);
  const entered = visitId(region, body.start, 1);
  const earliest = visit.loop === undefined ? turn.at : visit.loop.passAt + intent.throttleMs;
  const allPasses = ownId(visit.id, 'timer', 'loop');
  const timers: readonly TimerSet[] = [
    ...(turn.state.timers[allPasses] === undefined ? [{ id: allPasses, dueAt: turn.at + intent.timeoutMs }] : []),
    ...(earliest > turn.at ? [{ id: ownId(visit.id, 'timer', 'pass'), dueAt: earliest }] : []),
    ...(timersOnEntry(turn, entered) ?? []),
  ];
  turn.emit('pass_started', {
    region,
    pass,
    visit: entered,
    ...present({ items: intent.items, read: Object.keys(read).length === 0 ? undefined : read, timers: timers.length === 0 ? undefined : timers }),
  });
}

function askCard(turn: Turn, { visit, node }: At, id: string): void {
  const card = cardContent(turn, visit, id);
  if (card === undefined) return;
  const timers = scheduledTimers(node, visit.id, turn.at);
  turn.emit('card_requested', { visit: visit.id, card: id, ...card, ...(timers.length === 0 ? {} : { expiresAt: Math.min(...timers.map((timer) => timer.dueAt)), timers }) });
}

function endRegion(turn: Turn, { visit }: At, intent: Intent & { readonly kind: 'end' }): void {
  const { status, outputs } = intent;
  const message = intent.message === '' ? `The workflow ended at "${visit.node}", which says it failed.` : intent.message;
  const error = status === 'failed' ? errorAt(visit, { code: 'run_failed', message }, { kind: 'engine' }) : undefined;
  const region = regionOf(visit.id);
  const container = containerOf(region);
  const isSpread = spreadAround(turn.state, visit.id) !== undefined;
  if (container !== undefined && !isSpread) return endPass(turn, container, error);
  if (error !== undefined) return isSpread ? raise(turn, { visit, error }) : failRun(turn, error);
  if (isSpread && calledAt(turn, region) === undefined) return endBody(turn, region, bodyEnd(intent));
  const [problem] = definitionAt(turn.workflow, visit.id).checkOutputs(outputs);
  if (problem !== undefined) {
    const wrong = { code: 'input_invalid', message: `The outputs of "${visit.node}" do not fit the workflow's schema: ${problem.path}: ${problem.message}` } as const;
    return raise(turn, { visit, error: errorAt(visit, wrong, { kind: 'engine' }) });
  }
  if (isSpread) return endBody(turn, region, bodyEnd(intent));
  turn.emit('run_ended', { status, ...present({ outcome: intent.outcome }), outputs });
}

function calledAt(turn: Turn, region: string): string | undefined {
  return findRegion(turn.state, region)?.call?.workflow;
}

function bodyEnd({ outcome, outputs }: Intent & { readonly kind: 'end' }): BodyEnd {
  return { status: 'completed', ...present({ outcome }), outputs };
}

function endPass(turn: Turn, id: string, error: ReturnType<typeof errorAt> | undefined): void {
  const container = findVisit(turn.state, id);
  if (container === undefined) return;
  if (error === undefined) bodyEnded(turn, container);
  else raise(turn, { visit: container, error });
}
