import type { RunInput } from '../../model/run-input.ts';
import type { Delivery, RunCommand } from '../../ports/run-executor.ts';

function signalInput({ emitter, id, signal, key, payload }: RunCommand & { readonly name: 'signal' }): RunInput {
  return { type: 'signal', emitter, id, name: signal, ...(key === undefined ? {} : { key }), payload };
}

type Answer = RunCommand & { readonly name: 'approval' };

function spoken(command: Answer): Omit<Answer, 'name'> {
  const { name: _, ...approval } = command;
  return approval;
}

/** A move is planned with the run at hand. */
export type SpokenCommand = Exclude<RunCommand, { readonly name: 'migrate' }>;

/** A command as the journal records it. Who gave it stands beside it on the row. */
export function commandInput(delivery: Delivery & { readonly command: SpokenCommand }): RunInput {
  const { command } = delivery;
  switch (command.name) {
    case 'card':
      return { type: 'card', visit: command.visit, key: delivery.key, values: command.values };
    case 'signal':
      return signalInput(command);
    case 'approval':
      return { type: 'approval', ...spoken(command), key: delivery.key, by: `${delivery.actor.kind}:${delivery.actor.id}` };
    case 'fire':
    case 'action':
    case 'break':
    case 'adjust':
    case 'resolve':
      return { type: 'command', ...command };
    case 'pause':
    case 'resume':
    case 'stop':
      return { type: 'command', ...command };
    default:
      return command satisfies never;
  }
}
