import { errorFromWire } from '../../core/domain/model/error-wire.ts';
import { AppError, type ErrorCode } from '../../core/domain/model/errors.ts';
import { kebab } from '../../core/domain/model/command-line.ts';
import { HostGone } from '../connect/connection.ts';
import type { Paint } from './paint.ts';

/** What to do where the failure itself does not say. */
const usualNext: { readonly [C in ErrorCode]?: string } = {
  input_invalid: 'The command with --help shows what it takes.',
  usage: 'The command with --help shows what it takes.',
  operation_unknown: '`aiwm --help` lists what there is.',
  definition_invalid: '`aiwm workflows verify <workflow>` says what is wrong where.',
  verify_failed: '`aiwm workflows verify <workflow>` says what is wrong where.',
  not_found: '`aiwm workflows list`, `aiwm runs list` and `aiwm cards list` show what there is.',
  path_denied: '`aiwm filesandbox add <directory>` allows a directory.',
  not_published: '`aiwm workflows publish <workflow>` makes a version that runs.',
  conflict: '`aiwm system info` shows who works on this data directory.',
  version_conflict: 'Read it again, and repeat the change on what is there now.',
  already_answered: '`aiwm cards list` shows what is still open.',
  connector_unavailable: '`aiwm connectors list` shows which are ready.',
  interrupted: 'Run the command again.',
};

/** A failure for a person: what happened, with its code, and the next command. */
export function failureText(error: AppError, paint: Paint): string {
  return `${paint('error', 'error:')} ${error.message} (${error.code})\n${paint('bold', 'next:')} ${nextOf(error)}\n`;
}

/** The same for a program: the wire form on one line. */
export function failureJson(error: AppError): string {
  return `${JSON.stringify({ ...error.toWire(), next: nextOf(error) })}\n`;
}

/** Whatever was thrown as a failure with a code. */
export function asFailure(thrown: unknown): AppError {
  if (thrown instanceof HostGone) return new AppError('conflict', 'The host went away before it answered.', { next: 'Look whether it was done, and run the command again if not.', cause: thrown });
  return errorFromWire(thrown);
}

function nextOf({ code, next }: AppError): string {
  return next === undefined ? (usualNext[code] ?? '`aiwm system doctor` checks the installation.') : asFlags(next);
}

/** A hint that names what the contract calls something, in the words of a command line. */
function asFlags(next: string): string {
  return next
    .replace(/docs\/operations\.md shows what "(\w+)\.(\w+)" takes/u, '`aiwm $1 $2 --help` shows what it takes')
    .replaceAll(/\b(?:skipValidators|dryRun)\b/gu, (name) => `--${kebab(name)}`)
    .replaceAll('`override: true`', '--override');
}
