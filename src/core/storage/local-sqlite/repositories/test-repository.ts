import type { TestRepository, TestRow } from '../../../domain/ports/test-repository.ts';
import { testNameTaken } from '../../test-name-taken.ts';
import type { Connection } from '../connection.ts';
import type { Writer } from '../writer.ts';
import { readActor, writeActor } from '../stored-values.ts';

interface TestRecord extends Omit<TestRow, 'match' | 'createdBy' | 'endSeq'> {
  readonly endSeq: number | null;
  readonly rules: string;
  readonly createdBy: string;
}

const selection = `select id, workflow_id as workflowId, run_id as runId, end_seq as endSeq, name, rules, created_at as createdAt, created_by as createdBy from workflow_tests`;

export function createTestRepository(connection: Connection, writer: Writer): TestRepository {
  return {
    async get(id) {
      const record = connection.read(() => connection.prepare<TestRecord>(`${selection} where id = @id`).get({ id }));
      return record === undefined ? undefined : toRow(record);
    },
    async list({ workflowId }) {
      const records = connection.read(() =>
        connection
          .prepare<TestRecord>(`${selection} where ${workflowId === undefined ? 'true' : 'workflow_id = @workflowId'} order by name, id`)
          .all(workflowId === undefined ? {} : { workflowId }),
      );
      return records.map(toRow);
    },
    async add(row, { replaces }) {
      await writer.run(() => {
        if (replaces) connection.prepare(`delete from workflow_tests where workflow_id = @workflowId and name = @name`).run({ workflowId: row.workflowId, name: row.name });
        const written = connection
          .prepare<{ readonly id: string }>(
            `insert into workflow_tests (id, workflow_id, run_id, end_seq, name, rules, created_at, created_by)
             values (@id, @workflowId, @runId, @endSeq, @name, @rules, @createdAt, @createdBy)
             on conflict (workflow_id, name) do nothing
             returning id`,
          )
          .get({ id: row.id, workflowId: row.workflowId, runId: row.runId, endSeq: row.endSeq ?? null, name: row.name, rules: JSON.stringify(row.match), createdAt: row.createdAt, createdBy: writeActor(row.createdBy) });
        if (written === undefined) throw testNameTaken(row);
      });
    },
    async remove(id) {
      return writer.run(() => connection.prepare<{ readonly id: string }>(`delete from workflow_tests where id = @id returning id`).get({ id }) !== undefined);
    },
  };
}

function toRow({ rules, createdBy, endSeq, ...record }: TestRecord): TestRow {
  // The column holds what `add` wrote, so that it has its shape.
  return { ...record, ...(endSeq === null ? {} : { endSeq }), match: JSON.parse(rules) as TestRow['match'], createdBy: readActor(createdBy) };
}
