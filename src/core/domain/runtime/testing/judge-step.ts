import { sameJson } from '../../model/same-json.ts';
import type { RunState } from '../../model/run-state.ts';
import { nodeAt } from '../compile/definition-at.ts';
import { answersTo, transitionsOf } from '../decide/inputs/incident-answers.ts';
import { visitsOf } from '../evolve/region-tree.ts';
import type { ExploredStep } from '../explore/explore.ts';
import { folded, type Machine } from './machine.ts';
import { type ModelFault, unusable, wasRendered } from './model-faults.ts';
import type { TestFailureCode } from './test-failure.ts';

/** What is wrong with a step or with where a run came to. */
export interface Flaw {
  readonly code: TestFailureCode;
  readonly message: string;
  readonly place?: string;
}

/** What holds after every input, whatever it was; `fault` is what the model did in this very step. */
export function flawOfStep({ workflow }: Machine, step: ExploredStep, fault?: ModelFault): Flaw | undefined {
  const { state, facts } = step;
  const gaveUp = Object.values(state.incidents).find((incident) => incident.code === 'engine_error');
  if (gaveUp !== undefined) return { code: 'engine_error', message: 'The engine gave the run up.', place: gaveUp.visit };
  if (!sameJson(folded(step), state)) return { code: 'replay', message: 'What was decided does not fold to the state it was decided with.' };
  if (state.transitions > workflow.maxTransitions + state.extraTransitions) return { code: 'guardrail', message: `The run took ${state.transitions} transitions; its limit is ${workflow.maxTransitions}.` };
  if (fault === 'injected' && wasRendered(JSON.stringify(facts))) return { code: 'guardrail', message: 'What a model said was rendered as a template.' };
  return fault !== undefined && unusable.has(fault) ? decidedByNothing(step) : undefined;
}

/** An answer nobody can use chooses no transition and passes no validator. */
function decidedByNothing({ told, facts }: ExploredStep): Flaw | undefined {
  if (told.input.type !== 'effect_completed') return undefined;
  const visit = told.input.effect.slice(0, told.input.effect.lastIndexOf('/'));
  for (const { type, payload } of facts) {
    const from = type === 'transition_committed' ? payload.from : type === 'transition_chosen' ? payload.visit : undefined;
    const isChosen = from === visit && (type === 'transition_committed' || type === 'transition_chosen') && payload.trigger === 'ai-decision';
    const isPassed = (payload.verdicts ?? []).some((verdict) => verdict.visit === visit && verdict.verdict === 'passed');
    if (isChosen || isPassed) return { code: 'guardrail', message: 'An answer that cannot be used decided where the run goes.', place: visit };
  }
  return undefined;
}

/** What is wrong with a run to which nothing more happens by itself: it must have ended, or somebody can let it go on. */
export function flawOfEnd({ workflow }: Machine, state: RunState): Flaw | undefined {
  if (state.ended !== undefined) return undefined;
  for (const incident of Object.values(state.incidents)) {
    const answers = answersTo(state, incident).filter((answer) => answer !== 'take_transition' || transitionsOf(workflow, incident).length > 0);
    if (answers.length === 0) return { code: 'stuck', message: `Nobody can close the incident ${incident.code}.`, place: incident.visit };
  }
  if (Object.keys(state.incidents).length > 0) return undefined;
  const waits = [state.cards, state.timers, state.approvals ?? {}, state.arming ?? {}, state.wanted].some((open) => Object.keys(open).length > 0);
  const visits = visitsOf(state.root);
  const canAct = visits.some((visit) => (visit.waits?.signals ?? []).length > 0 || (nodeAt(workflow, visit.id)?.userActions ?? []).length > 0);
  if (waits || canAct || state.continueDue || state.pause !== undefined) return undefined;
  return { code: 'stuck', message: 'The run has not ended, and nothing can happen to it any more.', place: visits.at(-1)?.id ?? '' };
}
