import { type Command, Option } from 'commander';
import { AppError } from '../../core/domain/model/errors.ts';
import type { JsonObject } from '../../core/domain/model/json.ts';
import type { OperationFacts } from '../../core/domain/operations/define-operation.ts';
import type { Session } from '../session.ts';

/** Gives `--yes` to commands that ask before they take something away. */
export function addYesFlag(command: Command, { takesAway }: OperationFacts): void {
  if (takesAway !== undefined) command.addOption(new Option('-y, --yes', 'remove it without asking'));
}

/** Asks a person at a terminal whether it is meant; where nobody can be asked, only `--yes` removes. */
export async function confirmRemoval({ terminal }: Session, { takesAway }: OperationFacts, { input, options }: { readonly input: JsonObject; readonly options: Readonly<Record<string, unknown>> }): Promise<void> {
  if (takesAway === undefined || options['yes'] === true) return;
  const named = takesAway.replaceAll(/\{(\w+)\}/gu, (_whole, field: string) => JSON.stringify(input[field] ?? ''));
  const answer = await terminal.ask?.(`Remove ${named}? Nothing brings it back. [y/N] `);
  if (answer === undefined) throw new AppError('usage', `Nothing was removed: this would remove ${named}, nothing brings it back, and nobody can be asked here.`, { next: 'Give --yes where it is meant.' });
  if (/^y(es)?$/iu.test(answer.trim())) return;
  throw new AppError('interrupted', 'Nothing was removed.', { next: 'Answer y, or give --yes.' });
}
