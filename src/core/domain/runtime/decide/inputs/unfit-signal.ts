import type { ErrorWire } from '../../../model/errors.ts';
import type { SignalInput } from '../../../model/run-input.ts';
import type { CompiledDefinition, CompiledNode } from '../../compile/compiled-definition.ts';
import type { Meeting } from './meeting.ts';
import { refuse } from './refusal.ts';

/** Why no node that listens to the signal takes what it brings; undefined where one does, or where none says what it takes. */
export function unfitSignal({ workflow }: Pick<Meeting, 'workflow'>, { name, payload }: SignalInput): ErrorWire | undefined {
  const listeners = [workflow, ...workflow.called.values()].flatMap((definition) => listenersOf(definition, name));
  const problems = listeners.map((node) => (node.takes === undefined || node.listensTo !== name ? undefined : node.takes.check(payload)[0]));
  const [first] = problems;
  if (first === undefined || problems.some((problem) => problem === undefined)) return undefined;
  const path = first.path === 'value' ? 'payload' : `payload.${first.path}`;
  return refuse('input_invalid', 'unfit', {
    message: `The signal "${name}" does not bring what is waited for: ${path}: ${first.message.replace(/\.$/u, '')}.`,
    next: 'Send it again with a payload that fits; the definition says its schema where it waits.',
    data: { fields: [{ path, message: first.message }] },
  });
}

function listenersOf({ nodes }: CompiledDefinition, name: string): readonly CompiledNode[] {
  return [...nodes.values()].filter((node) => node.listensTo === name || node.outgoing.some(({ triggers }) => triggers.some(({ signal }) => signal === name)));
}
