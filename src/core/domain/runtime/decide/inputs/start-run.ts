import { expressionVersion } from '../../../expression/expression.ts';
import type { ErrorWire } from '../../../model/errors.ts';
import { ownId } from '../../../model/effect-id.ts';
import { present } from '../../../model/present.ts';
import { visitId } from '../../../model/region-path.ts';
import type { StartInput } from '../../../model/run-input.ts';
import type { CompiledDefinition } from '../../compile/compiled-definition.ts';
import { timersOnEntry } from '../leaving.ts';
import type { Turn } from '../turn.ts';

/** Raised when decided rows would change for the same inputs; a run is pinned to the number it began with. All from 1 on are known. */
export const semantics = 2;

/** Why a run cannot begin with these inputs; undefined when it can. */
export function refusalOfStart(workflow: CompiledDefinition, input: StartInput): ErrorWire | undefined {
  const problems = workflow.checkInputs({ ...workflow.inputDefaults, ...input.inputs });
  const [first] = problems;
  if (first === undefined) return undefined;
  return {
    code: 'input_invalid',
    message: `The inputs do not fit the workflow: ${first.path}: ${first.message}`,
    next: 'Give every required input a value of its type.',
    data: { problems: problems.map(({ path, message }) => ({ path, message })) },
  };
}

/** Pins the run to what it began with, and enters the root's start. */
export function startRun(turn: Turn, input: StartInput): void {
  const { workflow } = turn;
  const { start } = workflow.root;
  const visit = visitId('', start, 1);
  const missing = Object.entries(workflow.inputDefaults).filter(([name]) => !Object.hasOwn(input.inputs, name));
  const runTimer = workflow.timeoutMs === undefined ? [] : [{ id: ownId('', 'timer', 'timeout'), dueAt: turn.at + workflow.timeoutMs }];
  const timers = [...runTimer, ...(timersOnEntry(turn, visit) ?? [])];
  turn.emit('run_started', {
    semantics: workflow.semantics ?? semantics,
    definition: input.definitionHash,
    expression: expressionVersion,
    actions: workflow.actionVersions,
    seed: input.seed,
    visit,
    vars: workflow.initial,
    ...present({ defaults: missing.length === 0 ? undefined : Object.fromEntries(missing), timers: timers.length === 0 ? undefined : timers }),
  });
}
