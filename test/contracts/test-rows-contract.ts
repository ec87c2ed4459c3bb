import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type RunId, TestId, type WorkflowId } from '../../src/core/domain/model/ids.ts';
import type { TestRow } from '../../src/core/domain/ports/test-repository.ts';
import { actor, definition, newWorkflowId, projection, start, startedRun } from './run-commit-fixture.ts';
import type { CurrentPort } from './current-port.ts';

/** Runs that are kept as tests of their workflow. */
export function describeTestRows(current: CurrentPort): void {
  const workflow = async (slug: string): Promise<WorkflowId> => {
    const row = await current().workflows.create({ id: newWorkflowId(), slug, name: slug, description: '', createdAt: start, updatedAt: start, archived: false, origin: 'cli' }, { definition: definition(slug), hash: '1'.repeat(64), attachments: { files: [] } });
    return row.id;
  };
  const row = (workflowId: WorkflowId, runId: RunId, change: Partial<TestRow> = {}): TestRow => ({ id: TestId.parse(randomUUID()), workflowId, runId, name: 'first', match: { '*:request.prompt': 'any' }, createdAt: start, createdBy: actor, ...change });
  const both = async (): Promise<{ readonly workflowId: WorkflowId; readonly runId: RunId; readonly epoch: number }> => ({ workflowId: await workflow('report'), ...(await startedRun(current())) });

  describe('a test', () => {
    it('is found by its id and listed by name, of one workflow or of all', async () => {
      const { workflowId, runId } = await both();
      const other = await workflow('other');
      const rows = [row(workflowId, runId, { name: 'b', endSeq: 7 }), row(workflowId, runId, { name: 'a', match: {} }), row(other, runId, { name: 'c' })] as const;
      for (const one of rows) await current().tests.add(one, { replaces: false });

      expect(await current().tests.get(rows[0].id)).toEqual(rows[0]);
      expect(await current().tests.get(TestId.parse(randomUUID()))).toBeUndefined();
      expect(await current().tests.list({ workflowId })).toEqual([rows[1], rows[0]]);
      expect(await current().tests.list({})).toEqual([rows[1], rows[0], rows[2]]);
    });

    it('keeps its name to itself within its workflow, unless it is replaced', async () => {
      const { workflowId, runId } = await both();
      const [first, second] = [row(workflowId, runId), row(workflowId, runId)];
      await current().tests.add(first, { replaces: false });

      await expect(current().tests.add(second, { replaces: false })).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('first') });
      await current().tests.add(second, { replaces: true });

      expect(await current().tests.list({ workflowId })).toEqual([second]);
    });

    it('is removed once', async () => {
      const { workflowId, runId } = await both();
      const one = row(workflowId, runId);
      await current().tests.add(one, { replaces: false });

      expect([await current().tests.remove(one.id), await current().tests.remove(one.id)]).toEqual([true, false]);
      expect(await current().tests.list({})).toEqual([]);
    });

    it('goes with its workflow, and with its run where that is moved away', async () => {
      const { workflowId, runId, epoch } = await both();
      const other = await workflow('other');
      await current().tests.add(row(workflowId, runId), { replaces: false });
      await current().workflows.remove(workflowId, 1);
      expect(await current().tests.list({})).toEqual([]);
      expect(await current().runs.get(runId)).toMatchObject({ status: projection().status });

      await current().tests.add(row(other, runId), { replaces: false });
      expect(await current().purgeRun({ runId, epoch })).toBe(true);
      expect(await current().tests.list({})).toEqual([]);
    });
  });
}
