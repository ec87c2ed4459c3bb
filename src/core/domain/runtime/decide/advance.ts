import { ownId } from '../../model/effect-id.ts';
import type { RegionState, VisitState } from '../../model/run-state.ts';
import { nodeAt } from '../compile/definition-at.ts';
import { currentAction, stepAction } from './action-steps.ts';
import { askFor } from './ask.ts';
import { isStill, isValidating, stepBeside } from './beside.ts';
import { examine } from './candidates.ts';
import { askCardAgain } from './card-again.ts';
import { stepInbox } from './inbox.ts';
import { openIncident } from './incidents.ts';
import { isBlocked } from './is-blocked.ts';
import { arrive, bodyEnded, hasSpreadOn, mayFireLater } from './intents.ts';
import { commitTransition, leave } from './leaving.ts';
import { guarded } from './run-errors.ts';
import { breakNow } from './steer-loop.ts';
import type { Turn } from './turn.ts';
import { stepWait } from './waiting.ts';

/** Takes the run as far as it goes without another input, or until its share of work is used up. */
export function advance(turn: Turn): void {
  for (let steps = 0; !turn.isEnded && !turn.isPaused; steps += 1) {
    if (steps > mostSteps) throw new Error(`run ${turn.state.run} takes steps without getting anywhere`);
    if (turn.isSpent) return turn.askToContinue();
    turn.beginStep();
    if (stepInbox(turn)) continue;
    if (!stepRegion(turn, turn.state.root)) break;
  }
  turn.close();
}

/** Beyond what the limits of one input let any definition do: only a fault of the engine gets there. */
const mostSteps = 100_000;

function stepRegion(turn: Turn, region: RegionState): boolean {
  if (turn.still.has(turn.state, region)) return false;
  const { active } = region;
  if (active !== undefined && stepVisit(turn, active)) return true;
  turn.still.note(region);
  return false;
}

/** One step of one visit, innermost first. Gives false when there is nothing to do without an input. */
function stepVisit(turn: Turn, visit: VisitState): boolean {
  if (isBlocked(turn.state, visit.id)) return false;
  if (breakNow(turn, visit) || stepBeside(turn, visit)) {
    // What is written beside a container may be read inside it.
    turn.still.forget();
    return true;
  }
  if (isStill(visit)) return false;
  if (visit.spread !== undefined && visit.leaving === undefined) return hasSpreadOn(turn, visit) || visit.bodies.some((region) => stepRegion(turn, region));
  const [body] = visit.bodies;
  if (body !== undefined) return !isThrottled(turn, visit) && stepRegion(turn, body);
  if (turn.state.cards[visit.id] !== undefined) return stepCard(turn, visit);
  if (visit.waits !== undefined) return stepWait(turn, visit);
  const action = currentAction(turn, visit);
  if (action !== undefined) return stepAction(turn, visit, action);
  if (visit.leaving !== undefined) commitTransition(turn, visit, visit.leaving);
  else if (visit.loop === undefined) arrive(turn, visit);
  else bodyEnded(turn, visit);
  return true;
}

function isThrottled(turn: Turn, loop: VisitState): boolean {
  const timer = turn.state.timers[ownId(loop.id, 'timer', 'pass')];
  return timer !== undefined && timer.dueAt > turn.at;
}

/** A card with an answer leaves; one without waits. An answer given while the run was paused may fit nowhere: it is asked for again. */
function stepCard(turn: Turn, visit: VisitState): boolean {
  if (isValidating(visit, 'card-submitted')) return false;
  if (turn.state.cards[visit.id]?.answer === undefined) return isLeftAlone(turn, visit);
  guarded(turn, { visit }, () => {
    const { chosen, pending, rejected } = examine(turn, visit, { by: ['card-submitted'] });
    if (chosen !== undefined) leave(turn, visit, chosen);
    else if (pending !== undefined) askFor(turn, visit, { pending, moment: 'event' });
    else askCardAgain(turn, visit.id, rejected);
  });
  return true;
}

/** A card no answer leads on from, with every deadline behind it: a person is asked. */
function isLeftAlone(turn: Turn, visit: VisitState): boolean {
  const isAnswerable = nodeAt(turn.workflow, visit.id)?.outgoing.some(({ triggers }) => triggers.some(({ kind }) => kind.type === 'card-submitted')) === true;
  if (isAnswerable || mayFireLater(turn, visit)) return false;
  openIncident(turn, { code: 'no_transition', visit: visit.id });
  return true;
}
