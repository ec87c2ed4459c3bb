import { expressionVersion } from '../../expression/expression.ts';
import { delimitedSince } from '../../catalogue/untrusted-text.ts';
import { AppError } from '../../model/errors.ts';
import type { FactPayloads } from '../../model/run-facts.ts';
import type { RunState } from '../../model/run-state.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { semantics } from '../decide/inputs/start-run.ts';

/** What a run goes by besides its definition. */
export interface RunPins {
  readonly semantics: number;
  readonly expression: number;
  /** By type; one that is not named has version 1. */
  readonly actions: { readonly [type: string]: number };
}

type PinnedDefinition = Pick<CompiledDefinition, 'actionVersions' | 'guarding'>;

export function pinsOf(state: RunState): RunPins {
  return { semantics: state.semantics, expression: state.versions?.expression ?? 1, actions: state.versions?.actions ?? {} };
}

export function startedPins({ semantics: rules, expression, actions }: FactPayloads['run_started']): RunPins {
  return { semantics: rules, expression, actions };
}

/**
 * Refuses a run that goes by rules, an expression language or kinds of actions this program has in other versions: it is
 * never guessed what they would have done.
 */
export function demandPins(run: string, pins: RunPins, workflow: PinnedDefinition): void {
  if (pins.semantics < 1 || pins.semantics > semantics) throw notHere(run, 'engine rules', { pinned: pins.semantics, known: semantics });
  if (pins.expression !== expressionVersion) throw notHere(run, 'the expression language', { pinned: pins.expression, known: expressionVersion });
  demandActions(run, pins.actions, workflow);
}

/** As {@link demandPins}, of kinds of actions alone: those of the definition a run moves to. */
export function demandActions(run: string, actions: RunPins['actions'], workflow: PinnedDefinition): void {
  for (const [action, known] of Object.entries(workflow.actionVersions)) {
    const pinned = actions[action] ?? 1;
    if (pinned !== known && !(workflow.guarding.includes(action) && isEither(pinned, known))) throw notHere(run, `the action ${action}`, { pinned, known, action });
  }
}

/** Both are here, of a kind that guards data of others: a run goes on by the one it began with. */
function isEither(pinned: number, known: number): boolean {
  return Math.max(pinned, known) === delimitedSince && Math.min(pinned, known) === 1;
}

/** The definition for a run that began with these rules, and these versions of kinds of actions. */
export function pinnedTo(workflow: CompiledDefinition, { semantics: rules, actions }: Pick<RunPins, 'semantics' | 'actions'>): CompiledDefinition {
  const ruled = rules === (workflow.semantics ?? semantics) ? workflow : { ...workflow, semantics: rules };
  const versions = Object.entries(workflow.actionVersions).map(([type, known]) => [type, actions[type] ?? known] as const);
  return versions.every(([type, version]) => workflow.actionVersions[type] === version) ? ruled : { ...ruled, actionVersions: Object.fromEntries(versions) };
}

function notHere(run: string, what: string, data: { readonly pinned: number; readonly known: number; readonly action?: string }): AppError {
  return new AppError('integrity', `run '${run}' follows ${what} in version ${data.pinned}; this program has version ${data.known}`, {
    next: 'Let it go on with the version of the program it was started with.',
    data,
  });
}
