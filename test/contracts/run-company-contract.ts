import { describe, expect, it } from 'vitest';
import type { UsageRow } from '../../src/core/domain/ports/run-commit.ts';
import type { WorkflowDataPort } from '../../src/core/domain/ports/workflow-data-port.ts';
import { mostCardNotes } from '../../src/core/domain/ports/card-repository.ts';
import { actor, artifact, blob, card, continuation, creation, newRunId, start, startedRun, usageRow } from './run-commit-fixture.ts';
import type { CurrentPort } from './current-port.ts';

/** What a commit brings along: timers, cards, artifacts, usage and bytes. */
export function describeRunCompany(current: CurrentPort): void {
  describe('timers', () => {
    it('come due earliest first and are gone when cleared', async () => {
      const { epoch, runId } = await startedRun(current());
      const set = [{ id: 'late', dueAt: 300 }, { id: 'early', dueAt: 100 }, { id: 'mid', dueAt: 200 }];
      await current().commitRun(continuation(runId, 3, { epoch, timers: { set, cleared: [] } }));

      expect(await current().runs.nextTimer()).toBe(100);
      expect(await current().runs.dueTimers({ before: 200, limit: 10 })).toEqual([{ runId, id: 'early', dueAt: 100 }, { runId, id: 'mid', dueAt: 200 }]);
      expect(await current().runs.dueTimers({ before: 500, limit: 1 })).toEqual([{ runId, id: 'early', dueAt: 100 }]);

      await current().commitRun(continuation(runId, 5, { epoch, timers: { set: [{ id: 'mid', dueAt: 400 }], cleared: ['early', 'mid', 'never'] } }));

      expect((await current().runs.dueTimers({ before: 500, limit: 10 })).map((timer) => timer.id)).toEqual(['late', 'mid']);
      expect(await current().runs.nextTimer()).toBe(300);
    });

    it('that are due in the same millisecond come in the order of their runs and names', async () => {
      const { epoch } = await startedRun(current());
      const runIds = Array.from({ length: 3 }, newRunId).toSorted();
      for (const runId of runIds.toReversed()) {
        await current().commitRun(creation(epoch, { runId, timers: { set: [{ id: 'b', dueAt: 7 }, { id: 'a', dueAt: 7 }], cleared: [] } }));
      }

      const due = await current().runs.dueTimers({ before: 7, limit: 10 });

      expect(due.map((timer) => `${timer.runId} ${timer.id}`)).toEqual(runIds.flatMap((runId) => [`${runId} a`, `${runId} b`]));
    });

    it('there are none at first', async () => {
      expect(await current().runs.nextTimer()).toBeUndefined();
    });
  });

  describe('cards', () => {
    it('are open until a commit closes them with what was entered', async () => {
      const { epoch, runId } = await startedRun(current());
      const shown = card(runId, 'review#1', { expiresAt: start + 1000 });
      await current().commitRun(continuation(runId, 3, { epoch, cards: { opened: [shown], closed: [] } }));
      expect(await current().cards.get(shown.id)).toEqual(shown);
      expect(await current().cards.list({ state: 'open', limit: 10 })).toEqual([shown]);

      const closed = { id: shown.id, state: 'submitted', at: start + 5, values: { decision: 'approved' }, actor } as const;
      await current().commitRun(continuation(runId, 5, { epoch, cards: { opened: [], closed: [closed] } }));

      expect(await current().cards.get(shown.id)).toEqual({ ...shown, state: 'submitted', answeredAt: start + 5, answeredBy: actor, values: { decision: 'approved' } });
      expect(await current().cards.list({ state: 'open', limit: 10 })).toEqual([]);
    });

    it('that expire have no answer', async () => {
      const { epoch, runId } = await startedRun(current());
      const shown = card(runId, 'review#1');
      await current().commitRun(continuation(runId, 3, { epoch, cards: { opened: [shown], closed: [{ id: shown.id, state: 'expired', at: start }] } }));
      expect(await current().cards.get(shown.id)).toEqual({ ...shown, state: 'expired', closedAt: start });
    });

    it('close once: a second closing refuses its whole batch', async () => {
      const { epoch, runId } = await startedRun(current());
      const shown = card(runId, 'review#1');
      const closing = { opened: [], closed: [{ id: shown.id, state: 'withdrawn', at: start }] } as const;
      await current().commitRun(continuation(runId, 3, { epoch, cards: { opened: [shown], closed: [] } }));
      await current().commitRun(continuation(runId, 5, { epoch, cards: closing }));

      await expect(current().commitRun(continuation(runId, 7, { epoch, cards: closing }))).rejects.toMatchObject({ code: 'conflict' });
      expect((await current().runs.get(runId))?.seq).toBe(7);
    });

    it('open again after an answer that fitted nowhere, and take another', async () => {
      const { epoch, runId } = await startedRun(current());
      const shown = card(runId, 'review#1', { expiresAt: start + 1000 });
      const closed = { id: shown.id, state: 'submitted', at: start + 5, values: { decision: 'perhaps' }, actor } as const;
      await current().commitRun(continuation(runId, 3, { epoch, cards: { opened: [shown], closed: [] } }));
      await current().commitRun(continuation(runId, 5, { epoch, cards: { opened: [], closed: [closed] } }));

      const again = { ...shown, requestedAt: start + 9, expiresAt: start + 2000 };
      await current().commitRun(continuation(runId, 7, { epoch, cards: { opened: [again], closed: [] } }));
      expect(await current().cards.get(shown.id)).toEqual(again);

      const better = { ...closed, at: start + 12, values: { decision: 'approved' } };
      await current().commitRun(continuation(runId, 9, { epoch, cards: { opened: [], closed: [better] } }));
      expect(await current().cards.get(shown.id)).toEqual({ ...again, state: 'submitted', answeredAt: start + 12, answeredBy: actor, values: { decision: 'approved' } });
    });

    it('that are open are not opened a second time', async () => {
      const { epoch, runId } = await startedRun(current());
      const opening = { opened: [card(runId, 'review#1')], closed: [] };
      await current().commitRun(continuation(runId, 3, { epoch, cards: opening }));

      await expect(current().commitRun(continuation(runId, 5, { epoch, cards: opening }))).rejects.toMatchObject({ code: 'conflict' });
      expect((await current().runs.get(runId))?.seq).toBe(5);
    });

    it('say where the run goes without an answer, and in whose place they are asked', async () => {
      const { epoch, runId } = await startedRun(current());
      const first = card(runId, 'review#1', { expiresAt: start + 1000, otherwise: { nodeId: 'chief', name: 'Ask the chief', asks: true } });
      const second = card(runId, 'chief#1', { requestedAt: start + 1000, follows: first.id });
      await current().commitRun(continuation(runId, 3, { epoch, cards: { opened: [first], closed: [] } }));
      await current().commitRun(continuation(runId, 5, { epoch, cards: { opened: [second], closed: [{ id: first.id, state: 'expired', at: start + 1000 }] } }));

      expect(await current().cards.get(first.id)).toEqual({ ...first, state: 'expired', closedAt: start + 1000 });
      expect(await current().cards.get(second.id)).toEqual(second);
    });

    it('keep notes: who opened them once for each asking, and the last answers that were not taken', async () => {
      const { epoch, runId } = await startedRun(current());
      const shown = card(runId, 'review#1');
      await current().commitRun(continuation(runId, 3, { epoch, cards: { opened: [shown], closed: [] } }));
      const opened = (at: number, id = 'ada') => ({ kind: 'opened', at, actor: { kind: 'user', id } }) as const;
      const refused = (at: number) => ({ kind: 'refused', at, actor, problems: { decision: 'is required' } }) as const;
      const { cards } = current();

      expect(await cards.note('nobody', opened(start))).toBe(false);
      expect([await cards.note(shown.id, opened(start)), await cards.note(shown.id, opened(start + 1)), await cards.note(shown.id, opened(start + 2, 'bob'))]).toEqual([true, false, true]);
      for (let at = 0; at <= mostCardNotes; at += 1) await cards.note(shown.id, refused(start + at));

      const kept = await cards.notes(shown.id);
      expect(kept.slice(0, 3)).toEqual([opened(start), opened(start + 2, 'bob'), refused(start + 1)]);
      expect(kept).toHaveLength(2 + mostCardNotes);
      await current().purgeRun({ runId, epoch });
      expect(await cards.notes(shown.id)).toEqual([]);
    });

    it('are read on behind any of them, also where some were asked at once and the last one read was answered', async () => {
      const { epoch, runId } = await startedRun(current());
      const cards = [1, 2, 3, 4].map((number) => card(runId, `review#${String(number)}`, { requestedAt: start + Math.trunc(number / 2) }));
      await current().commitRun(continuation(runId, 3, { epoch, cards: { opened: cards, closed: [] } }));
      const [, second, ...rest] = cards.map(({ id }) => id);
      const idsOf = async (filter: Parameters<WorkflowDataPort['cards']['list']>[0]): Promise<string[]> => (await current().cards.list(filter)).map(({ id }) => id);

      expect(await idsOf({ state: 'open', runId, after: second ?? '', limit: 9 })).toEqual(rest);
      await current().commitRun(continuation(runId, 5, { epoch, cards: { opened: [], closed: [{ id: second ?? '', state: 'withdrawn', at: start + 9 }] } }));
      expect(await idsOf({ state: 'open', after: second ?? '', limit: 1 })).toEqual(rest.slice(0, 1));
      expect(await idsOf({ state: 'open', after: rest.at(-1) ?? '', limit: 9 })).toEqual([]);
      expect(await idsOf({ state: 'open', after: 'nobody', limit: 9 })).toEqual([]);
    });

    it('are listed by state and by run: open ones with the longest waiting first, closed ones with the last asked first', async () => {
      const { epoch, runId } = await startedRun(current());
      const other = creation(epoch);
      const cards = [1, 2, 3].map((number) => card(runId, `review#${String(number)}`, { requestedAt: start + number }));
      const foreign = card(other.runId, 'review#1', { requestedAt: start + 2 });
      await current().commitRun({ ...other, cards: { opened: [foreign], closed: [] } });
      await current().commitRun(continuation(runId, 3, { epoch, cards: { opened: cards, closed: [] } }));

      expect((await current().cards.list({ runId, limit: 2 })).map((row) => row.visit)).toEqual(['review#1', 'review#2']);
      expect((await current().cards.list({ state: 'open', runId, limit: 2 })).map((row) => row.visit)).toEqual(['review#1', 'review#2']);
      await current().commitRun(continuation(runId, 5, { epoch, cards: { opened: [], closed: cards.map(({ id }) => ({ id, state: 'withdrawn', at: start + 9 })) } }));
      expect((await current().cards.list({ state: 'withdrawn', limit: 2 })).map((row) => row.visit)).toEqual(['review#3', 'review#2']);
      expect([await current().cards.count('open'), await current().cards.count('withdrawn')]).toEqual([1, 3]);
      expect(await current().cards.list({ limit: 10 })).toHaveLength(4);
      expect(await current().cards.list({ state: 'submitted', limit: 10 })).toEqual([]);
      expect(await current().cards.get('nobody')).toBeUndefined();
    });
  });

  describe('artifacts and usage', () => {
    it('belong to their run, in the order they came', async () => {
      const { epoch, runId } = await startedRun(current());
      const second = artifact(runId, { createdAt: start + 2, path: 'out/report.pdf' });
      const first = artifact(runId, { createdAt: start + 1 });
      const usage: UsageRow[] = ['ask.1', 'ask.2'].map((effect) => usageRow(runId, { effect }));
      await current().commitRun(continuation(runId, 3, { epoch, artifacts: [second, first], usage }));

      expect(await current().artifacts.list(runId)).toEqual([first, second]);
      expect(await current().artifacts.newest(1)).toEqual([first]);
      expect(await current().artifacts.newest(9)).toEqual([first, second]);
      expect(await current().artifacts.get(second.id)).toEqual(second);
      expect(await current().artifacts.get(artifact(runId).id)).toBeUndefined();
      expect(await current().runs.usage(runId)).toEqual(usage);
      expect(await current().runs.usage(newRunId())).toEqual([]);
    });
  });

  describe('blobs', () => {
    it('come back byte for byte, small and large, and once however often written', async () => {
      const { epoch, runId } = await startedRun(current());
      const small = blob('Ζεύς');
      const large = blob('large', 1_200_000);
      await current().commitRun(continuation(runId, 3, { epoch, blobs: [small, large, small] }));
      await current().commitRun(continuation(runId, 5, { epoch, blobs: [large] }));

      for (const { sha256, bytes } of [small, large]) expect(Buffer.compare(await current().blobs.read(sha256), bytes)).toBe(0);
      expect((await current().inspect())['blobs']).toBe(2);
    });

    it('outside runs are kept under their address', async () => {
      for (const written of [blob('alone'), blob('', 0), blob('large', 1_200_000)]) {
        expect(await current().blobs.put(written.bytes, 'text/plain')).toEqual({ sha256: written.sha256, bytes: written.bytes.byteLength, mediaType: 'text/plain' });
        expect(Buffer.compare(await current().blobs.read(written.sha256), written.bytes)).toBe(0);
      }
    });

    it('nobody wrote are not found', async () => {
      await expect(current().blobs.read('0'.repeat(64))).rejects.toMatchObject({ code: 'not_found' });
    });
  });
}
