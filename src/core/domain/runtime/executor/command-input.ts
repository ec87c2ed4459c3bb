import type { RunInput } from '../../model/run-input.ts';
import type { Delivery } from '../../ports/run-executor.ts';

/** A command as the journal records it. Who gave it stands beside it on the row. */
export function commandInput(delivery: Delivery): RunInput {
  const { command } = delivery;
  switch (command.name) {
    case 'card':
      return { type: 'card', visit: command.visit, key: delivery.key, values: command.values };
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
