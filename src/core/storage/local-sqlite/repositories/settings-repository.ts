import { AppError } from '../../../domain/model/errors.ts';
import type { SettingsRepository } from '../../../domain/ports/settings-repository.ts';
import type { Connection } from '../connection.ts';
import type { Writer } from '../writer.ts';
import { readJson } from '../stored-values.ts';

interface SettingRecord {
  readonly section: string;
  readonly value: string;
  readonly revision: number;
}

export function createSettingsRepository(connection: Connection, writer: Writer): SettingsRepository {
  return {
    async read(section) {
      const record = connection.read(() => connection.prepare<SettingRecord>(`select section, value, revision from settings where section = @section`).get({ section }));
      return record === undefined ? undefined : { value: readJson(record.value), revision: record.revision };
    },
    async all() {
      const records = connection.read(() => connection.prepare<SettingRecord>(`select section, value, revision from settings order by section`).all());
      return records.map(({ section, value, revision }) => ({ section, value: readJson(value), revision }));
    },
    async write(section, value, expectedRevision) {
      return writer.run(() => {
        const written = connection
          .prepare<Pick<SettingRecord, 'revision'>>(
            `insert into settings (section, value, revision)
             select @section, @value, 1
             where @expectedRevision = 0 or exists (select 1 from settings where section = @section)
             on conflict (section) do update
             set value = excluded.value, revision = revision + 1
             where revision = @expectedRevision
             returning revision`,
          )
          .get({ section, value: JSON.stringify(value), expectedRevision });
        if (written !== undefined) return written.revision;
        throw new AppError('version_conflict', `The settings section "${section}" was saved by somebody else since revision ${String(expectedRevision)}.`, {
          next: 'Read it again and repeat the change.',
          data: { section, expectedRevision },
        });
      });
    },
  };
}
