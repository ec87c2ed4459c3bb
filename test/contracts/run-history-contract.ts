import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TestId, type RunId } from '../../src/core/domain/model/ids.ts';
import type { RunCommit } from '../../src/core/domain/ports/run-commit.ts';
import type { RunPart } from '../../src/core/domain/model/run-parts.ts';
import type { PruneFilter } from '../../src/core/domain/ports/run-history.ts';
import type { CurrentPort } from './current-port.ts';
import { actor, artifact, blob, continuation, creation, definition, header, newRunId, newWorkflowId, projection, start, usageRow } from './run-commit-fixture.ts';

/** Far after every run of the fixture. */
const endedBefore = start + 1_000_000;

function filter(part: RunPart, change: Partial<PruneFilter> = {}): PruneFilter {
  return { part, endedBefore, keepFailed: true, archivedOnly: false, ...change };
}

/** Retention: what may go, in which order, and what never goes. */
export function describeRunHistory(current: CurrentPort): void {
  const claimed = async (): Promise<number> => (await current().claim({ id: randomUUID(), at: start })).epoch;
  async function run(epoch: number, change: Partial<RunCommit> = {}): Promise<RunId> {
    const commit = creation(epoch, change);
    expect(await current().commitRun(commit)).toMatchObject({ kind: 'committed' });
    return commit.runId;
  }
  const ended = (at: number, status: 'completed' | 'failed' | 'cancelled' = 'completed') => projection({ status, endedAt: start + at });
  const mayGo = async (part: RunPart, change: Partial<PruneFilter> = {}) => (await current().history.prunable({ ...filter(part, change), limit: 100 })).map(({ id }) => id);

  describe('the history of runs', () => {
    it('may lose what ended, longest ended first and page by page; never what goes on, is pinned, failed unseen, or kept as a test', async () => {
      const port = current();
      const epoch = await claimed();
      const late = await run(epoch, { projection: ended(20) });
      const early = await run(epoch, { projection: ended(10) });
      const failed = await run(epoch, { projection: ended(5, 'failed') });
      const pinned = await run(epoch, { projection: ended(1) });
      const tested = await run(epoch, { projection: ended(2) });
      await run(epoch, { projection: projection({ status: 'paused' }) });
      await run(epoch);
      await port.history.pin({ runId: pinned, pinned: true });
      const workflowId = newWorkflowId();
      await port.workflows.create(
        { id: workflowId, slug: 'tested', name: 'Tested', description: '', createdAt: start, updatedAt: start, archived: false, origin: 'user' },
        { definition: definition('Tested'), hash: 'h', attachments: { files: [] } },
      );
      await port.tests.add({ id: TestId.parse(randomUUID()), workflowId, runId: tested, name: 'kept', match: {}, createdAt: start, createdBy: actor }, { replaces: false });

      expect(await mayGo('events')).toEqual([early, late]);
      expect(await mayGo('events', { endedBefore: start + 15 })).toEqual([early]);
      expect(await mayGo('events', { keepFailed: false })).toEqual([failed, early, late]);
      const [first] = await port.history.prunable({ ...filter('run'), limit: 1 });
      if (first === undefined) throw new Error('a run may go');
      expect((await port.history.prunable({ ...filter('run'), after: first, limit: 5 })).map(({ id }) => id)).toEqual([late]);
      expect(await port.history.prune([pinned, tested, failed], filter('run'))).toEqual([]);

      await port.history.pin({ runId: pinned, pinned: false });
      await port.history.pin({ runId: failed, pinned: false });
      expect(await mayGo('events')).toEqual([pinned, failed, early, late]);
      expect(await port.runs.get(failed)).toMatchObject({ pinned: false });
      expect(await port.history.pin({ runId: newRunId(), pinned: true })).toBe(false);
    });

    it('is the parent of a fork that goes on, and then stays', async () => {
      const epoch = await claimed();
      const parent = await run(epoch, { projection: ended(1) });
      const fork = await run(epoch, { header: header({ parent: { runId: parent, seq: 3 } }) });

      expect(await mayGo('payloads')).toEqual([]);
      await current().commitRun(continuation(fork, 3, { epoch, projection: ended(9) }));
      expect(await mayGo('payloads')).toEqual([parent, fork]);
    });

    it('loses large values first, then the journal, then the run, and each blob with the last run that has it', async () => {
      const port = current();
      const epoch = await claimed();
      const shared = blob('both have it', 3000);
      const own = blob('one has it', 2_000_000);
      const made = blob('an artifact', 50);
      const naming = (address: string) => creation(epoch).events.map((event) => ({ ...event, payload: { value: { $spilled: address, bytes: 3000 } } }));
      const rich = await run(epoch, { projection: ended(1), blobs: [shared, own, made], events: [...naming(shared.sha256), ...naming(own.sha256).map((event) => ({ ...event, seq: event.seq + 3 }))] });
      await current().commitRun(continuation(rich, 6, { epoch, projection: ended(1), artifacts: [artifact(rich, { sha256: made.sha256 })] }));
      const other = await run(epoch, { projection: ended(2), blobs: [shared], events: naming(shared.sha256) });
      const kept = await port.blobs.put(new TextEncoder().encode('outside of runs'), 'text/plain');
      const has = (sha256: string) => port.blobs.read(sha256).then(() => true, () => false);

      const [taken] = await port.history.prune([rich], filter('payloads'));
      expect(taken).toMatchObject({ id: rich, endedAt: start + 1 });
      expect(await port.runs.get(rich)).toMatchObject({ pruned: 'payloads' });
      expect([await has(shared.sha256), await has(own.sha256), await has(made.sha256), await has(kept.sha256)]).toEqual([true, false, true, true]);
      expect(await port.runs.events(rich, { after: 0, limit: 20 })).toHaveLength(8);
      expect((await port.runs.load(rich))?.image).toBeUndefined();
      expect(await mayGo('payloads')).toEqual([other]);

      expect(await port.history.prune([rich, other], filter('events'))).toHaveLength(2);
      expect(await port.runs.events(rich, { after: 0, limit: 20 })).toEqual([]);
      expect(await port.runs.get(other)).toMatchObject({ pruned: 'events', seq: 3 });
      expect([await has(shared.sha256), await has(made.sha256)]).toEqual([false, true]);

      expect(await port.history.prune([rich], filter('run'))).toHaveLength(1);
      expect(await port.runs.get(rich)).toBeUndefined();
      expect([await has(made.sha256), await has(kept.sha256)]).toEqual([false, true]);
      expect(await port.history.counts()).toMatchObject({ runs: 1 });
      expect(await port.history.sweep(Date.now())).toBe(0);
    });

    it('may be asked for what was archived only', async () => {
      const epoch = await claimed();
      const archived = await run(epoch, { projection: ended(1) });
      await run(epoch, { projection: ended(2) });
      await current().history.markArchived({ runId: archived, at: start + 3 });

      expect(await mayGo('run', { archivedOnly: true })).toEqual([archived]);
      expect(await current().runs.get(archived)).toMatchObject({ archivedAt: start + 3 });
    });

    it('keeps outcomes that came too late, with what they cost', async () => {
      const epoch = await claimed();
      const runId = await run(epoch, { projection: ended(1) });
      const usage = usageRow(runId);

      await current().history.keepLooseEnd({ runId, effect: 'ask#1/ask.1', attempt: 1, at: start, output: { text: 'late' } }, usage);

      expect(await current().history.looseEnds(runId)).toEqual([{ runId, effect: 'ask#1/ask.1', attempt: 1, at: start, output: { text: 'late' } }]);
      expect(await current().runs.usage(runId)).toEqual([usage]);
      await current().history.prune([runId], filter('run'));
      expect(await current().history.looseEnds(runId)).toEqual([]);
    });

    it('reads a journal of more than ten thousand rows as it was written, also where it was sealed', async () => {
      const epoch = await claimed();
      const runId = await run(epoch);
      const { image: _, ...bare } = projection();
      let seq = 3;
      while (seq < 10_400) {
        const types = Array.from({ length: 400 }, () => 'effect_completed' as const);
        const events = types.map((type, index) => ({ seq: seq + 1 + index, at: start + seq + 1 + index, kind: 'input' as const, type, v: 1, payload: { step: seq + 1 + index } }));
        await current().commitRun(continuation(runId, seq, { epoch, events, projection: bare }));
        seq += 400;
      }
      const before = await current().runs.events(runId, { after: 0, limit: 20_000 });

      while (await current().history.seal()) continue;

      expect(await current().runs.events(runId, { after: 0, limit: 20_000 })).toEqual(before);
      expect(await current().runs.events(runId, { after: 9_990, limit: 50 })).toEqual(before.slice(9_990, 10_040));
      const kept = await current().runs.load(runId);
      expect(kept).toMatchObject({ row: { seq }, later: before.slice(3) });
      expect(await current().runs.loadMany([runId])).toMatchObject([{ row: { id: runId, seq }, later: kept?.later }]);
      await current().commitRun(continuation(runId, seq, { epoch, projection: ended(1) }));
      await current().history.prune([runId], filter('events'));
      expect(await current().runs.events(runId, { after: 0, limit: 5 })).toEqual([]);
    });
  });
}
