import { type Command, Option } from 'commander';
import { AppError } from '../../core/domain/model/errors.ts';
import type { JsonObject } from '../../core/domain/model/json.ts';
import type { Session } from '../session.ts';

/** Operations that take away what nothing brings back, and what they take. */
const finalRemovals: { readonly [operation: string]: string } = {
  'docs.remove': 'the document',
  'doctemplates.remove': 'the template',
};

/** Gives `--yes` to commands that ask before they remove. */
export function addYesFlag(command: Command, operation: string): void {
  if (finalRemovals[operation] !== undefined) command.addOption(new Option('-y, --yes', 'remove it without asking'));
}

/** Asks a person at a terminal whether it is meant; a script is not asked. */
export async function confirmRemoval({ terminal }: Session, { name, input, options }: { readonly name: string; readonly input: JsonObject; readonly options: Readonly<Record<string, unknown>> }): Promise<void> {
  const what = finalRemovals[name];
  if (what === undefined || options['yes'] === true) return;
  const answer = await terminal.ask?.(`Remove ${what} "${typeof input['id'] === 'string' ? input['id'] : ''}" with all its revisions? Nothing brings it back. [y/N] `);
  if (answer === undefined || /^y(es)?$/iu.test(answer.trim())) return;
  throw new AppError('interrupted', 'Nothing was removed.', { next: 'Answer y, or give --yes.' });
}
