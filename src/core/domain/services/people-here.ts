import { levelIn, reaches } from '../model/access-scope.ts';
import { knownPeople } from '../model/caller.ts';
import type { TokenRow, TokenRepository } from '../ports/token-repository.ts';

export interface PeopleHereDeps {
  readonly tokens: Pick<TokenRepository, 'list'>;
  readonly clock: { now(): number };
}

/** Everybody who can approve here now: the person at this machine, and each token that holds and may. */
export async function peopleHere({ tokens, clock }: PeopleHereDeps): Promise<readonly string[]> {
  const now = clock.now();
  return [...knownPeople, ...(await tokens.list()).filter((token) => mayApprove(token, now)).map(({ name }) => `token:${name}`)];
}

function mayApprove({ scopes, expiresAt, revokedAt }: TokenRow, now: number): boolean {
  return revokedAt === undefined && expiresAt > now && reaches(levelIn(scopes, 'approvals'), 'operate');
}
