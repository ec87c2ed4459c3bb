import { type Caller, type Door, localUser } from '../../core/domain/model/caller.ts';

/** Whose token a request bears: a program's of this user by the host file, a tab's, or one that was made by name. */
export type TokenHolder = { readonly kind: 'program' | 'page' } | { readonly kind: 'token'; readonly name: string; readonly scopes: readonly string[] };

/** Our own clients say by which door the person at this machine came; nobody else is asked. */
const ownDoors: readonly Door[] = ['cli', 'desktop'];

/** Who calls, with what right: a token that was made by name is itself and nobody else, with its scopes alone. */
export function callerOf(holder: TokenHolder, { door, named }: { readonly door: Door; readonly named: string | undefined }): Caller {
  if (holder.kind === 'token') return { actor: { kind: 'token', id: holder.name }, access: 'read', scopes: holder.scopes, door };
  return localUser(ownDoors.find((own) => own === named) ?? door);
}
