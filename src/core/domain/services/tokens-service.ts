import { levelIn, readScope, reaches } from '../model/access-scope.ts';
import { hashOfToken, writeToken } from '../model/access-token.ts';
import type { CallContext } from '../model/caller.ts';
import { AppError } from '../model/errors.ts';
import { toInstant } from '../model/instant.ts';
import { present } from '../model/present.ts';
import { areas, isAreaName } from '../operations/areas.ts';
import type { TokenView } from '../operations/tokens.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { TokenRepository, TokenRow } from '../ports/token-repository.ts';
import type { WorkflowEventPublisher } from '../ports/workflow-event-publisher.ts';
import type { AreaService } from './area-service.ts';

export interface TokensServiceDeps {
  readonly tokens: TokenRepository;
  readonly random: Random;
  readonly clock: Pick<Clock, 'now'>;
  readonly publisher: Pick<WorkflowEventPublisher, 'publish'>;
}

const dayMs = 24 * 60 * 60_000;

/** Tokens of programs: made with no more rights than their maker has, shown once, ended at once. */
export function createTokensService({ tokens, random, clock, publisher }: TokensServiceDeps): AreaService<'tokens'> {
  return {
    async list() {
      const now = clock.now();
      return { items: (await tokens.list()).map((row) => view(row, now)) };
    },
    async create({ name, scopes, days, description }, call) {
      const wanted = [...new Set(scopes)];
      for (const scope of wanted) demandGrantable(scope, call);
      const token = writeToken(random.bytes(32));
      const now = clock.now();
      const row: TokenRow = { name, hash: hashOfToken(token), description, scopes: wanted, createdAt: now, createdBy: call.actor, expiresAt: now + days * dayMs };
      await tokens.add(row);
      return { ...view(row, now), token };
    },
    async revoke({ name }, { actor }) {
      const now = clock.now();
      // One that was revoked before stays so, and is answered as it is.
      await tokens.revoke(name, { at: now, by: actor });
      const row = await tokens.get(name);
      if (row === undefined) throw new AppError('not_found', `There is no token "${name}".`, { next: '`aiwm tokens list` shows which there are.', data: { name } });
      publisher.publish('tokens:changed', { name });
      return view(row, now);
    },
  };
}

/** Nobody gives what they do not have: in every area the scope reaches, its maker has at least that level. */
function demandGrantable(text: string, { scopes, access }: CallContext): void {
  const scope = readScope(text);
  if (scope === undefined || (scope.area !== undefined && !isAreaName(scope.area))) {
    throw new AppError('input_invalid', `There is no area "${scope?.area ?? text}".`, { next: `Use one of: ${Object.keys(areas).join(', ')}.`, data: { field: 'scopes', scope: text } });
  }
  const own = scopes === undefined ? access : levelIn(scope.area === undefined ? scopes.filter((each) => readScope(each)?.area === undefined) : scopes, scope.area ?? '');
  if (reaches(own, scope.level)) return;
  throw new AppError('access_denied', `The scope "${text}" is more than who asks for it may do.`, { next: 'Leave it out, or ask someone who has it.', data: { scope: text } });
}

function view({ name, description, createdAt, createdBy, expiresAt, lastUsedAt, revokedAt, revokedBy, scopes }: TokenRow, now: number): TokenView {
  const instant = (at: number | undefined): string | undefined => (at === undefined ? undefined : toInstant(at));
  return {
    name,
    description,
    scopes: [...scopes],
    state: revokedAt !== undefined ? 'revoked' : expiresAt <= now ? 'expired' : 'valid',
    createdAt: toInstant(createdAt),
    createdBy: `${createdBy.kind}:${createdBy.id}`,
    expiresAt: toInstant(expiresAt),
    ...present({ lastUsedAt: instant(lastUsedAt), revokedAt: instant(revokedAt), revokedBy: revokedBy === undefined ? undefined : `${revokedBy.kind}:${revokedBy.id}` }),
  };
}
