import { type Command, Option } from 'commander';
import { AppError } from '../../core/domain/model/errors.ts';
import type { JsonObject } from '../../core/domain/model/json.ts';
import type { Session } from '../session.ts';

/** Operations that take away what nothing brings back, and what they take. */
export const finalRemovals: { readonly [operation: string]: string } = {
  'docs.remove': 'the document',
  'doctemplates.remove': 'the template',
};

/** Gives `--yes` to commands that ask before they remove. */
export function addYesFlag(command: Command, operation: string): void {
  if (finalRemovals[operation] !== undefined) command.addOption(new Option('-y, --yes', 'remove it without asking'));
}

/** Asks a person at a terminal whether it is meant; where nobody can be asked, only `--yes` removes. */
export async function confirmRemoval({ terminal }: Session, { name, input, options }: { readonly name: string; readonly input: JsonObject; readonly options: Readonly<Record<string, unknown>> }): Promise<void> {
  const what = finalRemovals[name];
  if (what === undefined || options['yes'] === true) return;
  const named = `${what} "${typeof input['id'] === 'string' ? input['id'] : ''}" with all its revisions`;
  const answer = await terminal.ask?.(`Remove ${named}? Nothing brings it back. [y/N] `);
  if (answer === undefined) throw new AppError('usage', `Nothing was removed: this would remove ${named}, nothing brings it back, and nobody can be asked here.`, { next: 'Give --yes where it is meant.' });
  if (/^y(es)?$/iu.test(answer.trim())) return;
  throw new AppError('interrupted', 'Nothing was removed.', { next: 'Answer y, or give --yes.' });
}
