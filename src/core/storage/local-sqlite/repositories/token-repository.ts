import type { Json } from '../../../domain/model/json.ts';
import { present } from '../../../domain/model/present.ts';
import type { TokenRepository, TokenRow } from '../../../domain/ports/token-repository.ts';
import { tokenNameTaken } from '../../token-name-taken.ts';
import type { Connection } from '../connection.ts';
import { readActor, readJson, writeActor } from '../stored-values.ts';
import type { Writer } from '../writer.ts';

interface TokenRecord {
  readonly name: string;
  readonly hash: string;
  readonly description: string;
  readonly scopes: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly expiresAt: number;
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
  readonly revokedBy: string | null;
}

const columns = `name, hash, description, scopes, created_at as createdAt, created_by as createdBy, expires_at as expiresAt,
  last_used_at as lastUsedAt, revoked_at as revokedAt, revoked_by as revokedBy`;

export function createTokenRepository(connection: Connection, writer: Writer): TokenRepository {
  const one = (where: 'name' | 'hash', value: string): TokenRow | undefined => {
    const record = connection.read(() => connection.prepare<TokenRecord>(`select ${columns} from access_tokens where ${where} = @value`).get({ value }));
    return record === undefined ? undefined : rowOf(record);
  };
  return {
    list: async () => connection.read(() => connection.prepare<TokenRecord>(`select ${columns} from access_tokens order by created_at desc, name`).all()).map(rowOf),
    get: async (name) => one('name', name),
    byHash: async (hash) => one('hash', hash),
    async add({ scopes, createdBy, name, hash, description, createdAt, expiresAt }) {
      const written = await writer.run(() =>
        connection
          .prepare<{ readonly name: string }>(`insert into access_tokens (name, hash, description, scopes, created_at, created_by, expires_at) values (@name, @hash, @description, @scopes, @createdAt, @createdBy, @expiresAt) on conflict (name) do nothing returning name`)
          .get({ name, hash, description, scopes: JSON.stringify(scopes), createdAt, createdBy: writeActor(createdBy), expiresAt }),
      );
      if (written === undefined) throw tokenNameTaken(name);
    },
    async revoke(name, { at, by }) {
      return writer.run(() => connection.prepare<{ readonly name: string }>(`update access_tokens set revoked_at = @at, revoked_by = @by where name = @name and revoked_at is null returning name`).get({ name, at, by: writeActor(by) }) !== undefined);
    },
    async used(name, at) {
      await writer.run(() => connection.prepare(`update access_tokens set last_used_at = @at where name = @name`).run({ name, at }));
    },
  };
}

function rowOf({ scopes, createdBy, lastUsedAt, revokedAt, revokedBy, ...record }: TokenRecord): TokenRow {
  return {
    ...record,
    scopes: textsIn(readJson(scopes)),
    createdBy: readActor(createdBy),
    ...present({ lastUsedAt: lastUsedAt ?? undefined, revokedAt: revokedAt ?? undefined, revokedBy: revokedBy === null ? undefined : readActor(revokedBy) }),
  };
}

/** What is no text gives no right. */
function textsIn(value: Json): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
