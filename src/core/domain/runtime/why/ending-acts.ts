import type { JsonObject } from '../../model/json.ts';
import { ownId } from '../../model/effect-id.ts';
import type { WaitReason } from '../../model/run.ts';
import type { EndingAct } from '../../model/run-why.ts';
import type { RunState, VisitState } from '../../model/run-state.ts';
import type { CompiledNode } from '../compile/compiled-definition.ts';
import { approvalStanding } from './approval-standing.ts';
import { answersTo } from '../decide/inputs/incident-answers.ts';

/** What acts name a run and its cards by. */
export interface ActNames {
  readonly run: string;
  /** Ids of open cards, by visit. */
  readonly cards: { readonly [visit: string]: string };
  /** Who can come in by name. @default the person at this machine */
  readonly people?: readonly string[] | undefined;
}

/** The acts that end this wait, most fitting first; none for what ends by itself. */
export function actsOf(names: ActNames, reason: WaitReason): readonly EndingAct[] {
  const id = names.run;
  switch (reason.code) {
    case 'paused':
      return [{ operation: 'runs.resume', input: { id } }];
    case 'card': {
      const card = names.cards[reason.visit ?? ''];
      return card === undefined ? [] : [{ operation: 'cards.submit', input: { id: card, values: {} } }];
    }
    case 'signal':
      return [{ operation: 'runs.signal', input: { id, name: reason.detail ?? '', ...(reason.key === undefined ? {} : { key: reason.key }), payload: {} } }];
    case 'timer':
      return [{ operation: 'runs.adjust', input: { id, loop: reason.visit ?? '', next: true } }];
    default:
      return [];
  }
}

/** The answers that close the incidents of a visit, or of the run as a whole for an empty one. */
export function incidentActs(state: RunState, { run, visit, node }: { readonly run: string; readonly visit: string; readonly node?: CompiledNode }): readonly EndingAct[] {
  const ways = (node?.outgoing ?? []).map((transition) => transition.id);
  return Object.values(state.incidents)
    .filter((incident) => incident.visit === visit)
    .flatMap((incident) =>
      answersTo(state, incident).flatMap((answer): readonly EndingAct[] => {
        const input: JsonObject = { id: run, incident: incident.incident, answer };
        if (answer === 'take_transition') return ways.map((transition) => ({ operation: 'runs.resolve', input: { ...input, transition } }));
        return [{ operation: 'runs.resolve', input: answer === 'skip' || answer === 'use_model' ? { ...input, value: {} } : input }];
      }),
    );
}

/**
 * What people who are asked to approve may answer; an answer names what it is about by its hash. Where nobody who is known
 * may, the ways around it.
 */
export function approvalActs(state: RunState, { run, people }: Pick<ActNames, 'run' | 'people'>, visit: string): readonly EndingAct[] {
  return Object.entries(state.approvals ?? {})
    .filter(([, approval]) => approval.visit === visit)
    .flatMap(([id, approval]): readonly EndingAct[] => {
      if (approvalStanding(state, approval, people).isPossible) return ['approve', 'reject'].map((decision) => ({ operation: 'approvals.decide', input: { id: `${run}:${id}`, decision, hash: approval.hash } }));
      if (approval.transition === '') return [{ operation: 'runs.stop', input: { id: run } }];
      return [{ operation: 'runs.fire', input: { id: run, visit, transition: approval.transition, skipValidators: true } }, { operation: 'runs.stop', input: { id: run } }];
    });
}

/** The ways a person may choose where a node waits for that. */
export function choiceActs({ run, visit, node }: { readonly run: string; readonly visit: string; readonly node: CompiledNode }): readonly EndingAct[] {
  const byHand = node.outgoing.filter((transition) => transition.triggers.some(({ kind }) => handTriggers.includes(kind.type)));
  return byHand.map((transition) => ({ operation: 'runs.fire', input: { id: run, visit, transition: transition.id } }));
}

const handTriggers: readonly string[] = ['manual-selection', 'manual-advance'];

/** What a person may do to a loop under way. */
export function loopActs(state: RunState, visit: VisitState, { run, node }: { readonly run: string; readonly node: CompiledNode }): readonly EndingAct[] {
  if (visit.loop === undefined || visit.loop.broken !== undefined) return [];
  const isWay = node.outgoing.some((transition) => transition.triggers.some((trigger) => trigger.kind.type === 'manual-break'));
  const rests = state.timers[ownId(visit.id, 'timer', 'pass')] !== undefined;
  return isWay && rests ? [{ operation: 'runs.break', input: { id: run, loop: visit.id } }] : [];
}
