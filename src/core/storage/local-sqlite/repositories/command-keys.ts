import { present } from '../../../domain/model/present.ts';
import type { CommandKeyRepository } from '../../../domain/ports/command-key-repository.ts';
import type { Connection } from '../connection.ts';
import type { Writer } from '../writer.ts';

interface KeyRecord {
  readonly id: string;
  readonly fingerprint: string;
  readonly begunAt: number;
  readonly doneAt: number | null;
}

export function createCommandKeys(connection: Connection, writer: Writer): CommandKeyRepository {
  return {
    async begin({ id, fingerprint, begunAt }, forgetBefore) {
      const known = await writer.run(() => {
        connection.prepare(`delete from command_keys where begun_at < @forgetBefore`).run({ forgetBefore });
        const earlier = connection.prepare<KeyRecord>(`select id, fingerprint, begun_at as begunAt, done_at as doneAt from command_keys where id = @id`).get({ id });
        if (earlier === undefined) connection.prepare(`insert into command_keys (id, fingerprint, begun_at) values (@id, @fingerprint, @begunAt)`).run({ id, fingerprint, begunAt });
        return earlier;
      });
      if (known === undefined) return undefined;
      const { doneAt, ...row } = known;
      return { ...row, ...present({ doneAt: doneAt ?? undefined }) };
    },
    async done(id, at) {
      await writer.run(() => connection.prepare(`update command_keys set done_at = @at where id = @id`).run({ id, at }));
    },
    async free(id) {
      await writer.run(() => connection.prepare(`delete from command_keys where id = @id`).run({ id }));
    },
  };
}
