import { AppError } from '../core/domain/model/errors.ts';
import { exitCodeOf } from './exit-codes.ts';
import type { GlobalFlags } from './global-flags.ts';
import type { Invocation } from './invocation.ts';
import { createPaint } from './print/paint.ts';
import { readCommandLine, wholeProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

/** Runs one command line and answers its exit code. Never throws: a failure is printed and becomes a code. */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  let isJson = argv.includes('--json');
  try {
    const invocation = await readCommandLine(argv, terminal);
    if (invocation.kind !== 'text') isJson = invocation.flags.json;
    return await perform(invocation, terminal);
  } catch (thrown) {
    const { asFailure, failureJson, failureText } = await import('./print/failure.ts');
    const failure = terminal.interrupted.aborted && !(thrown instanceof AppError) ? interrupted(thrown) : asFailure(thrown);
    terminal.err(isJson ? failureJson(failure) : failureText(failure, createPaint(terminal.isInteractive && !terminal.environment['NO_COLOR'])));
    if (failure.code === 'unexpected' && terminal.environment['AIWM_DEBUG'] !== undefined) terminal.err(`${stackOf(failure.cause)}\n`);
    return exitCodeOf(failure.code);
  }
}

async function perform(invocation: Invocation, terminal: Terminal): Promise<number> {
  if (invocation.kind === 'text') {
    terminal.out(invocation.text);
    return 0;
  }
  const { createSession } = await import('./session.ts');
  const session = createSession(terminal, invocation.flags);
  if (invocation.kind === 'short' && invocation.command.isHere === true) demandHere(invocation.flags);
  else if (invocation.flags.server !== undefined) demandOwnSettings(invocation.flags);
  if (invocation.kind === 'short') return invocation.command.run(session, invocation.given, () => wholeProgram(terminal));
  const { performOperation } = await import('./commands/perform-operation.ts');
  return performOperation(session, invocation);
}

function demandHere({ server }: GlobalFlags): void {
  if (server?.isFlag === true) throw new AppError('usage', 'This is done on the machine one sits at, not on a server.', { next: 'Leave --server out, or run it on the server.' });
}

/** What would count here alone is said to count nowhere, before anybody takes it for done. */
function demandOwnSettings({ profile, settings }: GlobalFlags): void {
  if (profile === undefined && settings.length === 0) return;
  throw new AppError('usage', `${profile === undefined ? '--setting' : '--profile'} does not reach a server: it works under its own settings.`, { next: 'Change them there: `aiwm --server … settings set`, `aiwm --server … profiles use`.' });
}

function interrupted(cause: unknown): AppError {
  return new AppError('interrupted', 'Interrupted before it was done.', { next: 'Run the command again; what was committed stays.', cause });
}

function stackOf(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
