import { AppError } from '../../core/domain/model/errors.ts';
import type { Json } from '../../core/domain/model/json.ts';
import type { Connection } from '../connect/connection.ts';
import type { Session } from '../session.ts';

type Input = { readonly [field: string]: Json };

interface Asked {
  readonly name: string;
  readonly input: Input;
  readonly connection: Connection;
}

/**
 * Asks an operation; where it lacks the master password, it is taken from where this process was told it is, else from
 * the person at the terminal, and the operation is asked again. Where there is neither, its refusal stands.
 */
export async function withVaultOpen(session: Session, { name, input, connection }: Asked): Promise<unknown> {
  const ask = (asked: Input): Promise<unknown> => connection.call(name, asked, session.terminal.interrupted);
  try {
    return await ask(input);
  } catch (error) {
    const reason = error instanceof AppError ? error.data?.['reason'] : undefined;
    const password = await passwordFor(session, { name, reason });
    if (password === undefined) throw error;
    if (name.startsWith('vault.')) return await ask({ ...input, password });
    await connection.call('vault.unlock', { password }, session.terminal.interrupted);
    return await ask(input);
  }
}

async function passwordFor(session: Session, { name, reason }: { readonly name: string; readonly reason: Json | undefined }): Promise<string | undefined> {
  // The password of this machine's vault is none of a server's.
  const told = async (): Promise<string | undefined> => (session.flags.server === undefined ? session.vaultPassword() : undefined);
  if (name === 'vault.setup' && reason === 'password_missing') return (await told()) ?? (await newPassword(session));
  if (reason !== 'locked') return undefined;
  return (await told()) ?? (await session.terminal.askSecret?.('Master password: '));
}

/** Asked twice: a slip of the finger would lock everything away for good. */
async function newPassword(session: Session): Promise<string | undefined> {
  const first = await session.terminal.askSecret?.('New master password: ');
  if (first === undefined) return undefined;
  const second = await session.terminal.askSecret?.('The same again: ');
  if (first === second) return first;
  throw new AppError('usage', 'The two passwords differ.', { next: 'Run the command again.' });
}
