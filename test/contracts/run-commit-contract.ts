import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { artifact, blob, continuation, creation, events, header, newRunId, projection, start, startedRun } from './run-commit-fixture.ts';
import type { RunEvent } from '../../src/core/domain/model/run-event.ts';
import type { RunProjection } from '../../src/core/domain/ports/run-commit.ts';
import type { CurrentPort } from './current-port.ts';

function withoutImage(): RunProjection {
  const { image: _, ...others } = projection();
  return others;
}

/** The one write of a run: whole or not at all, in order, and only by the host that owns the store. */
export function describeRunCommits(current: CurrentPort): void {
  describe('a commit', () => {
    it('is read back as it was written', async () => {
      const { epoch } = await current().claim({ id: randomUUID(), at: start });
      const commit = creation(epoch, {
        header: header({ versionNumber: 3, attended: true }),
        projection: projection({ status: 'waiting', reasons: [{ code: 'card', visit: 'review#1' }], image: { z: 1, a: [null, 0.5, 'Łódź'] } }),
      });

      expect(await current().commitRun(commit)).toEqual({ kind: 'committed', seq: 3 });

      const { image, ...projected } = commit.projection;
      const row = { ...commit.header, ...projected, id: commit.runId, seq: 3, updatedAt: commit.events[2]?.at };
      expect(await current().runs.get(commit.runId)).toEqual(row);
      expect(await current().runs.load(commit.runId)).toEqual({ row, image, later: [] });
      expect(JSON.stringify((await current().runs.load(commit.runId))?.image)).toBe(JSON.stringify(image));
      expect(await current().runs.events(commit.runId, { after: 0, limit: 100 })).toEqual(commit.events);
    });

    it('replaces the projection and keeps the header', async () => {
      const { epoch, runId } = await startedRun(current(), { projection: projection({ outcome: 'draft', error: { code: 'unexpected' } }) });
      const before = await current().runs.get(runId);

      await current().commitRun(continuation(runId, 3, { epoch, projection: projection({ status: 'completed', outputs: { total: 5 }, endedAt: start + 9, activeNodes: [] }) }));

      const after = await current().runs.get(runId);
      expect(after).toMatchObject({ status: 'completed', outputs: { total: 5 }, endedAt: start + 9, activeNodes: [], startKey: before?.startKey, actor: before?.actor });
      expect(after).not.toHaveProperty('outcome');
      expect(after).not.toHaveProperty('error');
    });

    it('keeps who asked on the rows of inputs', async () => {
      const { epoch, runId } = await startedRun(current());
      const [input, decided] = events(4, ['command', 'transition_committed']);
      if (input === undefined || decided === undefined) throw new Error('the fixture makes two events');
      const asked = { ...input, actor: { kind: 'token', id: 'ci:nightly' } as const, correlationId: 'c-1' };

      await current().commitRun(continuation(runId, 3, { epoch, events: [asked, decided] }));

      expect(await current().runs.events(runId, { after: 3, limit: 10 })).toEqual([asked, decided]);
    });

    it('without an image leaves the one before, and what came after it is read with it', async () => {
      const { epoch, runId } = await startedRun(current());
      const later = [...events(4, ['effect_completed', 'transition_committed']), ...events(6, ['effect_completed'])];

      await current().commitRun(continuation(runId, 3, { epoch, events: later.slice(0, 2), projection: withoutImage() }));
      await current().commitRun(continuation(runId, 5, { epoch, events: later.slice(2), projection: { ...withoutImage(), status: 'waiting' } }));

      expect(await current().runs.load(runId)).toMatchObject({ row: { seq: 6, status: 'waiting' }, image: { node: 'prep' }, later });
      await current().commitRun(continuation(runId, 6, { epoch, projection: projection({ image: { node: 'next' } }) }));
      expect(await current().runs.load(runId)).toMatchObject({ row: { seq: 8 }, image: { node: 'next' }, later: [] });
    });

    it('that creates a run may bring no image: the journal from its start says all', async () => {
      const { epoch } = await current().claim({ id: randomUUID(), at: start });
      const commit = creation(epoch, { projection: withoutImage() });
      await current().commitRun(commit);

      const kept = await current().runs.load(commit.runId);

      expect(kept).not.toHaveProperty('image');
      expect(kept?.later).toEqual(commit.events);
    });

    it('is read with those of other runs as far as it needs to go on, and unknown runs are left out', async () => {
      const { epoch, runId } = await startedRun(current());
      await current().commitRun(continuation(runId, 3, { epoch, projection: withoutImage() }));
      const bare = creation(epoch, { projection: withoutImage() });
      await current().commitRun(bare);

      const together = await current().runs.loadMany([bare.runId, newRunId(), runId]);

      const alone = await Promise.all([bare.runId, runId].map((id) => current().runs.load(id)));
      for (const kept of alone) {
        const { id, workflowId, definitionHash, seq } = kept?.row ?? {};
        expect(together.find(({ row }) => row.id === id)).toEqual({ ...kept, row: { id, workflowId, definitionHash, seq } });
      }
      expect(together).toHaveLength(2);
      expect(together.find(({ row }) => row.id === runId)?.later).toHaveLength(2);
      expect(await current().runs.loadMany([])).toEqual([]);
    });

    it('may be read in pages that begin and end inside it', async () => {
      const { epoch, runId } = await startedRun(current());
      const mixed = events(4, ['command', 'transition_committed', 'effect_scheduled', 'effect_started']).map((event, index): RunEvent => ({ ...event, v: index + 1, kind: index === 3 ? 'operational' : index === 0 ? 'input' : 'decided' }));
      await current().commitRun(continuation(runId, 3, { epoch, events: mixed }));

      expect(await current().runs.events(runId, { after: 4, limit: 2 })).toEqual(mixed.slice(1, 3));
      expect(await current().runs.events(runId, { after: 2, limit: 2 })).toMatchObject([{ seq: 3 }, mixed[0]]);
      expect(await current().runs.events(runId, { after: 7, limit: 2 })).toEqual([]);
    });

    it('shares nothing with the object that was handed in', async () => {
      const { epoch } = await current().claim({ id: randomUUID(), at: start });
      const image = { list: [1] };
      const commit = creation(epoch, { projection: projection({ image }) });
      await current().commitRun(commit);

      image.list.push(2);

      expect((await current().runs.load(commit.runId))?.image).toEqual({ list: [1] });
    });

    it('pages through the journal in order, without a gap', async () => {
      const { epoch, runId } = await startedRun(current());
      for (let seq = 3; seq < 23; seq += 2) await current().commitRun(continuation(runId, seq, { epoch }));

      const first = await current().runs.events(runId, { after: 0, limit: 10 });
      const second = await current().runs.events(runId, { after: 10, limit: 100 });

      expect([...first, ...second].map((event) => event.seq)).toEqual(Array.from({ length: 23 }, (_, index) => index + 1));
    });

    it('answers a conflict to the second of two writers, and writes only the first', async () => {
      const { epoch, runId } = await startedRun(current());

      const answers = await Promise.all([
        current().commitRun(continuation(runId, 3, { epoch, projection: projection({ image: { writer: 1 } }) })),
        current().commitRun(continuation(runId, 3, { epoch, projection: projection({ image: { writer: 2 } }) })),
      ]);

      expect(answers).toEqual([{ kind: 'committed', seq: 5 }, { kind: 'conflict', seq: 5 }]);
      expect(await current().runs.events(runId, { after: 0, limit: 100 })).toHaveLength(5);
      expect((await current().runs.load(runId))?.image).toEqual({ writer: 1 });
    });

    it('of an unknown run is a conflict', async () => {
      const { epoch } = await startedRun(current());
      expect(await current().commitRun(continuation(newRunId(), 3, { epoch }))).toEqual({ kind: 'conflict', seq: 0 });
    });

    it('that creates a run which exists is a conflict', async () => {
      const { epoch, runId } = await startedRun(current());
      expect(await current().commitRun(creation(epoch, { runId }))).toEqual({ kind: 'conflict', seq: 3 });
    });

    it('of a host that was replaced is fenced', async () => {
      const { epoch, runId } = await startedRun(current());
      const second = await current().claim({ id: randomUUID(), at: start + 1 });

      expect(second.epoch).toBeGreaterThan(epoch);
      expect(await current().commitRun(continuation(runId, 3, { epoch }))).toEqual({ kind: 'fenced', epoch: second.epoch });
      expect(await current().commitRun(creation(epoch))).toEqual({ kind: 'fenced', epoch: second.epoch });
      expect(await current().commitRun(continuation(runId, 3, { epoch: second.epoch }))).toEqual({ kind: 'committed', seq: 5 });
    });

    it('of the next host knows whether the one before stopped in good order', async () => {
      const first = await current().claim({ id: 'first', at: 1 });
      await current().release({ epoch: first.epoch, at: 2 });
      const second = await current().claim({ id: 'second', at: 3 });
      const third = await current().claim({ id: 'third', at: 4 });

      expect([second.afterCrash, third.afterCrash]).toEqual([false, true]);
    });

    it('without a claim is fenced', async () => {
      expect(await current().commitRun(creation(1))).toEqual({ kind: 'fenced', epoch: 0 });
    });

    it('with a used input key is a duplicate, however old its view of the run', async () => {
      const { epoch, runId } = await startedRun(current());
      await current().commitRun(continuation(runId, 3, { epoch, inputKey: 'k1' }));
      await current().commitRun(continuation(runId, 5, { epoch, inputKey: 'k2' }));

      expect(await current().commitRun(continuation(runId, 7, { epoch, inputKey: 'k1' }))).toEqual({ kind: 'duplicate', runId, seq: 4 });
      expect(await current().commitRun(continuation(runId, 3, { epoch, inputKey: 'k2' }))).toEqual({ kind: 'duplicate', runId, seq: 6 });
      expect(await current().runs.inputSeq(runId, 'k2')).toBe(6);
      expect(await current().runs.inputSeq(runId, 'k3')).toBeUndefined();
      expect((await current().runs.get(runId))?.seq).toBe(7);
    });

    it('that was refused leaves its input key free', async () => {
      const { epoch, runId } = await startedRun(current());
      expect(await current().commitRun(continuation(runId, 9, { epoch, inputKey: 'k1' }))).toEqual({ kind: 'conflict', seq: 3 });
      expect(await current().commitRun(continuation(runId, 3, { epoch, inputKey: 'k1' }))).toEqual({ kind: 'committed', seq: 5 });
    });

    it('may use a key that another run used', async () => {
      const { epoch } = await startedRun(current(), { inputKey: 'start' });
      expect(await current().commitRun(creation(epoch, { inputKey: 'start' }))).toEqual({ kind: 'committed', seq: 3 });
    });

    it('with a used start key is the run that was started with it, in the same moment too', async () => {
      const { epoch } = await current().claim({ id: randomUUID(), at: start });
      const first = creation(epoch, { header: header({ startKey: 'once' }) });
      const second = creation(epoch, { header: header({ startKey: 'once' }) });

      expect(await Promise.all([current().commitRun(first), current().commitRun(second)])).toEqual([
        { kind: 'committed', seq: 3 },
        { kind: 'duplicate', runId: first.runId, seq: 1 },
      ]);
      expect(await current().runs.byStartKey('once')).toBe(first.runId);
      expect(await current().runs.get(second.runId)).toBeUndefined();
    });

    it('that fails takes everything of its batch back and nothing of its neighbours', async () => {
      const { epoch, runId } = await startedRun(current());
      const taken = artifact(runId);
      await current().commitRun(continuation(runId, 3, { epoch, artifacts: [taken] }));
      const good = [creation(epoch), creation(epoch)] as const;
      const lost = blob('lost with its batch');
      const bad = continuation(runId, 5, { epoch, inputKey: 'k', blobs: [lost], timers: { set: [{ id: 't', dueAt: 1 }], cleared: [] }, artifacts: [artifact(runId), taken] });

      const answers = await Promise.allSettled([current().commitRun(good[0]), current().commitRun(bad), current().commitRun(good[1])]);

      expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(answers[1]).toMatchObject({ reason: { code: 'conflict' } });
      for (const { runId: id } of good) expect((await current().runs.get(id))?.seq).toBe(3);
      expect((await current().runs.get(runId))?.seq).toBe(5);
      expect(await current().runs.events(runId, { after: 5, limit: 10 })).toEqual([]);
      expect(await current().runs.inputSeq(runId, 'k')).toBeUndefined();
      expect(await current().runs.nextTimer()).toBeUndefined();
      expect(await current().artifacts.list(runId)).toEqual([taken]);
      await expect(current().blobs.read(lost.sha256)).rejects.toMatchObject({ code: 'not_found' });
      expect(await current().commitRun(continuation(runId, 5, { epoch, inputKey: 'k' }))).toEqual({ kind: 'committed', seq: 7 });
    });

    it('that would damage a journal is refused before anything is written', async () => {
      const { epoch, runId } = await startedRun(current());
      const faults = [
        continuation(runId, 3, { epoch, events: [] }),
        continuation(runId, 3, { epoch, events: events(5, ['effect_completed']) }),
        { ...creation(epoch), header: undefined },
      ];
      for (const { header: maybe, ...fault } of faults) {
        await expect(current().commitRun(maybe === undefined ? fault : { ...fault, header: maybe })).rejects.toMatchObject({ code: 'unexpected' });
      }
      await expect(current().commitRun(continuation(runId, 3, { epoch, blobs: [{ ...blob('one'), sha256: 'f'.repeat(64) }] }))).rejects.toMatchObject({ code: 'integrity' });
      expect((await current().runs.get(runId))?.seq).toBe(3);
    });

    it('by the hundred in one moment is written whole, each run in order', async () => {
      const { epoch } = await current().claim({ id: randomUUID(), at: start });
      const created = Array.from({ length: 120 }, () => creation(epoch));

      const pairs = created.flatMap((commit) => [current().commitRun(commit), current().commitRun(continuation(commit.runId, 3, { epoch }))]);
      const answers = await Promise.all(pairs);

      expect(answers.map((answer) => answer.kind)).toEqual(answers.map(() => 'committed'));
      for (const { runId } of created) {
        expect((await current().runs.events(runId, { after: 0, limit: 10 })).map((event) => event.seq)).toEqual([1, 2, 3, 4, 5]);
      }
    });
  });
}
