import { describe, expect, it } from 'vitest';
import type { CurrentPort } from './current-port.ts';
import { artifact, card, continuation, creation as creationOf, header, newRunId, projection, start, startedRun } from './run-commit-fixture.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Runs that came from another run, that are handed out, and that are removed. */
export function describeLeavingRuns(current: CurrentPort): void {
  describe('runs that come and leave', () => {
    it('keep where they were forked from, the keys they came with, and what they are pinned to since they moved', async () => {
      const port = current();
      const parent = { runId: newRunId(), seq: 7 };
      const { epoch, runId } = await startedRun(port, { header: header({ parent }), inputKeys: [{ key: 'earlier', seq: 2 }] });
      await port.commitRun(continuation(runId, 3, { epoch, inputKey: 'now', moved: { definitionHash: 'e'.repeat(64), versionNumber: 2 } }));

      const row = await port.runs.get(runId);
      expect(row).toMatchObject({ parent, definitionHash: 'e'.repeat(64), versionNumber: 2 });
      expect(row?.versionId).toBeUndefined();
      expect(await port.runs.inputKeys(runId)).toEqual([{ key: 'earlier', seq: 2 }, { key: 'now', seq: 4 }]);
      expect(await port.runs.inputSeq(runId, 'earlier')).toBe(2);
    });

    it('that are handed out keep their rows and nothing that could fire or be answered, and are handed out once', async () => {
      const port = current();
      const { epoch, runId } = await startedRun(port, { timers: { set: [{ id: '@timer.timeout', dueAt: start }], cleared: [] } });
      await port.commitRun(continuation(runId, 3, { epoch, cards: { opened: [card(runId, 'review#1')], closed: [] } }));
      const release = { runId, epoch, expectedSeq: 5, at: start + 9 };

      expect(await port.releaseRun({ ...release, expectedSeq: 3 })).toEqual({ kind: 'conflict', seq: 5 });
      expect(await port.releaseRun({ ...release, epoch: epoch - 1 })).toMatchObject({ kind: 'fenced' });
      expect(await port.releaseRun(release)).toEqual({ kind: 'committed', seq: 5 });
      expect(await port.releaseRun(release)).toMatchObject({ kind: 'conflict' });
      expect(await port.runs.get(runId)).toMatchObject({ seq: 5, releasedAt: start + 9 });
      expect(await port.runs.events(runId, { after: 0, limit: 10 })).toHaveLength(5);
      expect([await port.runs.unfinished(), await port.runs.nextTimer()]).toEqual([[], undefined]);
      expect((await port.cards.list({ runId, limit: 5 })).map((one) => one.state)).toEqual(['withdrawn']);
    });

    it('that are removed leave nothing, and may come back under their id and start key', async () => {
      const port = current();
      const creation = { header: header({ startKey: 'the-key' }) };
      const { epoch, runId } = await startedRun(port, { ...creation, inputKeys: [{ key: 'earlier', seq: 1 }] });
      await port.commitRun(continuation(runId, 3, { epoch, cards: { opened: [card(runId, 'review#1')], closed: [] }, artifacts: [artifact(runId)], timers: { set: [{ id: 't', dueAt: start }], cleared: [] } }));

      expect(await port.purgeRun({ runId, epoch: epoch - 1 })).toBe(false);
      expect(await port.purgeRun({ runId, epoch })).toBe(true);
      expect(await port.purgeRun({ runId, epoch })).toBe(false);
      expect(await port.runs.get(runId)).toBeUndefined();
      expect(await port.runs.events(runId, { after: 0, limit: 10 })).toEqual([]);
      expect([await port.cards.list({ runId, limit: 5 }), await port.artifacts.list(runId), await port.runs.nextTimer()]).toEqual([[], [], undefined]);
      const { epoch: later } = await port.claim({ id: 'later', at: start });
      expect(await port.commitRun(creationOf(later, creation))).toEqual({ kind: 'duplicate', runId, seq: 1 });
      expect(await port.runs.byStartKey('the-key')).toBe(runId);
      const again = await startedRun(port, { ...creation, runId });
      expect(again.runId).toBe(runId);
      expect(await port.runs.inputKeys(runId)).toEqual([]);
    });

    it('that are gone are known by their start key for 400 days', async () => {
      const port = current();
      const ended = { header: header({ startKey: 'tick-1' }), projection: projection({ status: 'completed', endedAt: start }) };
      const { epoch, runId } = await startedRun(port, ended);
      expect(await port.history.prune([runId], { part: 'run', endedBefore: start + 1, keepFailed: false, archivedOnly: false })).toHaveLength(1);

      await port.history.sweep(start + 400 * dayMs);
      expect(await port.runs.byStartKey('tick-1')).toBe(runId);
      expect(await port.commitRun(creationOf(epoch, ended))).toEqual({ kind: 'duplicate', runId, seq: 1 });
      await port.history.sweep(start + 400 * dayMs + 1);
      expect(await port.runs.byStartKey('tick-1')).toBeUndefined();
      expect(await port.commitRun(creationOf(epoch, ended))).toEqual({ kind: 'committed', seq: 3 });
    });
  });
}
