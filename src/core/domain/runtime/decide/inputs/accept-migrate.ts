import type { ErrorWire } from '../../../model/errors.ts';
import { bodyKey, calledIn, containerOf, nodeOf, regionOf } from '../../../model/region-path.ts';
import type { MigrateInput } from '../../../model/run-input.ts';
import type { RunState, VisitState, WantedEffect } from '../../../model/run-state.ts';
import type { CompiledDefinition } from '../../compile/compiled-definition.ts';
import { movedPath, type MovedVisits, movedVisits } from '../../evolve/moved-visits.ts';
import { visitsOf } from '../../evolve/region-tree.ts';
import type { Meeting } from './meeting.ts';
import { refuse } from './refusal.ts';

/** Why a run cannot follow another definition from here on; undefined when it can. `workflow` is the one it moves to. */
export function acceptMigrate({ workflow, state }: Meeting, input: MigrateInput): ErrorWire | undefined {
  if (state.pause === undefined) return refuse('precondition_failed', 'not_paused', { message: `Run ${state.run} is not paused.`, next: `Pause it first: \`aiwm runs pause ${state.run}\`.` });
  if (Object.values(state.wanted).some((effect) => effect.started)) {
    return refuse('precondition_failed', 'in_flight', { message: `Effects of run ${state.run} are still under way.`, next: 'Wait until it is paused, or pause it with --now.' });
  }
  const moved = movedVisits(state.root, input.mapping);
  const problems = visitsOf(state.root).flatMap((visit) => visitProblems({ workflow, state, input, moved }, visit));
  if (problems.length === 0) return undefined;
  return refuse('precondition_failed', 'not_there', {
    message: `Run ${state.run} cannot move: ${problems.map(({ visit, problem }) => `${visit} ${problem}`).join('; ')}.`,
    next: 'Name the node it is to stand at with --mapping old=new, let the run go on further first, or fork it at an earlier point.',
    data: { problems },
  });
}

type Move = { readonly workflow: CompiledDefinition; readonly state: RunState; readonly input: MigrateInput; readonly moved: MovedVisits };
type Problem = { readonly visit: string; readonly problem: string };

function visitProblems({ workflow, state, input, moved }: Move, visit: VisitState): readonly Problem[] {
  const of = (problem: string): readonly Problem[] => [{ visit: visit.id, problem }];
  if (visit.leaving !== undefined) return of('is being left');
  const there = movedPath(visit.id, moved);
  const isCalled = calledIn(visit.id) !== undefined;
  const definition = isCalled ? workflow.called.get(calledIn(visit.id) ?? '') : workflow;
  const node = definition?.nodes.get(nodeOf(there));
  if (definition === undefined || node === undefined) return of(`has no node "${nodeOf(there)}" there`);
  const isAgain = input.again?.includes(visit.id) ?? false;
  const bound = there === visit.id ? undefined : boundEffect(state, visit, isAgain ? visit.act?.action : undefined);
  if (bound !== undefined) return of(`is at the effect ${bound.id}, which may have taken hold under a key that depends on where it stands`);
  if (!standsInSameBody({ workflow, definition }, there)) return of('stands in another region there');
  if (visit.bodies.length > 0 && node.bodies.length === 0 && !isCall(visit)) return of(`is no container there`);
  const type = shownType(state, visit);
  if (type !== undefined && node.kind.type !== type) return of(`is a ${type}, and "${node.id}" there is a ${node.kind.type}`);
  const card = state.cards[visit.id];
  if (card !== undefined && !definition.cards.has(card.cardId)) return of(`shows the card "${card.cardId}", which is not there`);
  const { act } = visit;
  if (act !== undefined && !isAgain && !act.action.startsWith('@') && ![...node.entry, ...node.exit].some((action) => action.id === act.action)) return of(`is at its action "${act.action}", which is not there`);
  const lost = userActionsOf(visit).find((id) => node.userActions?.some((action) => action.id === id) !== true);
  return lost === undefined ? [] : of(`is at its action "${lost}", which is not there`);
}

/**
 * An effect of the visit that may have reached its receiver, who knows it by its key: what is asked again under another
 * name would be done twice. An action that begins anew has let go of its own.
 */
function boundEffect(state: RunState, visit: VisitState, anew: string | undefined): WantedEffect | undefined {
  const wanted = Object.values(state.wanted).filter((effect) => effect.visit === visit.id && (effect.repeat === 'keyed' || (effect.repeat === 'once' && effect.attempt > 1)));
  const acts = [...(visit.act === undefined ? [] : [visit.act]), ...Object.values(visit.beside ?? {})];
  const held = acts.flatMap((act) => Object.values(act.held)).filter((effect) => effect.repeat !== 'safe');
  const doubtful = held.find((effect) => effect.cause === 'in_doubt');
  return doubtful ?? [...wanted, ...held].find((effect) => effect.action !== anew);
}

/** User actions under way. What validators ask is asked again after the move. */
function userActionsOf({ beside, candidates }: VisitState): readonly string[] {
  const asked = new Set(Object.values(candidates ?? {}).map(({ asks }) => asks?.validator));
  return Object.keys(beside ?? {}).filter((id) => !asked.has(id));
}

/** The type of node the visit shows itself to be of by what it is doing. */
function shownType(state: RunState, visit: VisitState): string | undefined {
  if (visit.loop !== undefined) return 'loop';
  if (state.cards[visit.id] !== undefined) return 'uiCard';
  return visit.waits === undefined ? undefined : 'wait';
}

function isCall(visit: VisitState): boolean {
  return visit.bodies.every((body) => body.path.startsWith(`${visit.id}:@`));
}

/** Whether the region around the visit is the body of the same container there. */
function standsInSameBody({ workflow, definition }: { readonly workflow: CompiledDefinition; readonly definition: CompiledDefinition }, visit: string): boolean {
  const region = regionOf(visit);
  const node = definition.nodes.get(nodeOf(visit));
  const container = containerOf(region);
  if (container === undefined || region.startsWith(`${container}:@`)) return node?.region.container === undefined;
  const around = (calledIn(container) === undefined ? workflow : definition).nodes.get(nodeOf(container));
  const name = region.slice(container.length + 1).replace(`[${bodyKey(region)}]`, '');
  return around !== undefined && around.id === node?.region.container && around.bodies.some((body) => body.id === name && body.id === node.region.id);
}
