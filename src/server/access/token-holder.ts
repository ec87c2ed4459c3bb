import { accessLevels } from '../../core/domain/model/actor.ts';
import { type Caller, type Door, localUser } from '../../core/domain/model/caller.ts';

/** Whose token a request bears: a program's of this user by the host file, a tab's, or one that was made by name. */
export type TokenHolder = { readonly kind: 'program' | 'page' } | { readonly kind: 'token'; readonly name: string; readonly scopes: readonly string[] };

/** Our own clients say by which door the person at this machine came; nobody else is asked. */
const ownDoors: readonly Door[] = ['cli', 'desktop', 'mcp'];

export interface SaidOfCaller {
  readonly door: Door;
  readonly named: string | undefined;
  /** The level the client wants to be held to. */
  readonly held?: string | undefined;
}

/**
 * Who calls, with what right: a token that was made by name is itself and nobody else, with its scopes alone. The person at
 * this machine may do everything, so a level that one of our own clients asks to be held to can only be less.
 */
export function callerOf(holder: TokenHolder, { door, named, held }: SaidOfCaller): Caller {
  if (holder.kind === 'token') return { actor: { kind: 'token', id: holder.name }, access: 'read', scopes: holder.scopes, door };
  const user = localUser(ownDoors.find((own) => own === named) ?? door);
  return { ...user, access: accessLevels.find((level) => level === held) ?? user.access };
}
