import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/core/domain/model/audit-row.ts';
import { actor, continuation, start, startedRun } from './run-commit-fixture.ts';
import type { CurrentPort } from './current-port.ts';

/** Settings, tokens and the audit log. */
export function describeSideTables(current: CurrentPort): void {
  describe('settings', () => {
    it('count a revision for each save of a section', async () => {
      expect(await current().settings.read('server')).toBeUndefined();
      expect(await current().settings.write('server', { port: 1 }, 0)).toBe(1);
      expect(await current().settings.write('server', { port: 2 }, 1)).toBe(2);
      expect(await current().settings.write('appearance', null, 0)).toBe(1);

      expect(await current().settings.read('server')).toEqual({ value: { port: 2 }, revision: 2 });
      expect(await current().settings.all()).toEqual([
        { section: 'appearance', value: null, revision: 1 },
        { section: 'server', value: { port: 2 }, revision: 2 },
      ]);
    });

    it('refuse a save over a state the writer has not seen', async () => {
      await expect(current().settings.write('server', {}, 3)).rejects.toMatchObject({ code: 'version_conflict' });
      expect(await current().settings.all()).toEqual([]);
      await current().settings.write('server', { port: 1 }, 0);
      await expect(current().settings.write('server', { port: 2 }, 0)).rejects.toMatchObject({ code: 'version_conflict' });
      expect(await current().settings.read('server')).toEqual({ value: { port: 1 }, revision: 1 });
    });
  });

  describe('keys of commands', () => {
    it('are begun once, whoever asks again hears what became of it', async () => {
      const row = { id: 'one', fingerprint: 'what', begunAt: start };
      expect(await current().commandKeys.begin(row, 0)).toBeUndefined();
      expect(await current().commandKeys.begin({ ...row, fingerprint: 'other', begunAt: start + 1 }, 0)).toEqual(row);
      await current().commandKeys.done('one', start + 5);
      expect(await current().commandKeys.begin(row, 0)).toEqual({ ...row, doneAt: start + 5 });
    });

    it('are free again where nothing was done, and after a time', async () => {
      const row = { id: 'one', fingerprint: 'what', begunAt: start };
      await current().commandKeys.begin(row, 0);
      await current().commandKeys.free('one');
      expect(await current().commandKeys.begin(row, 0)).toBeUndefined();
      expect(await current().commandKeys.begin({ ...row, begunAt: start + 9 }, start + 1)).toBeUndefined();
    });
  });

  describe('tokens', () => {
    const token = (name: string, createdAt = start) => ({ name, hash: `hash of ${name}`, description: 'For tests', scopes: ['read', 'runs:operate'], createdAt, createdBy: actor, expiresAt: start + 1000 });

    it('are found by their name and by their hash, and listed with the newest first', async () => {
      await current().tokens.add(token('one'));
      await current().tokens.add(token('two', start + 1));

      expect(await current().tokens.list()).toEqual([token('two', start + 1), token('one')]);
      expect(await current().tokens.get('one')).toEqual(token('one'));
      expect(await current().tokens.byHash('hash of two')).toEqual(token('two', start + 1));
      expect([await current().tokens.get('none'), await current().tokens.byHash('none')]).toEqual([undefined, undefined]);
    });

    it('keep their name for themselves, also when they are revoked', async () => {
      await current().tokens.add(token('ci'));
      await current().tokens.revoke('ci', { at: start + 5, by: actor });

      await expect(current().tokens.add({ ...token('ci'), hash: 'another' })).rejects.toMatchObject({ code: 'conflict', data: { name: 'ci' } });
      expect(await current().tokens.byHash('another')).toBeUndefined();
    });

    it('are revoked once, and know when they were used', async () => {
      await current().tokens.add(token('ci'));
      await current().tokens.used('ci', start + 3);

      expect(await current().tokens.revoke('ci', { at: start + 5, by: actor })).toBe(true);
      expect(await current().tokens.revoke('ci', { at: start + 9, by: { kind: 'user', id: 'other' } })).toBe(false);
      expect(await current().tokens.revoke('none', { at: start, by: actor })).toBe(false);
      expect(await current().tokens.get('ci')).toEqual({ ...token('ci'), lastUsedAt: start + 3, revokedAt: start + 5, revokedBy: actor });
    });
  });

  describe('the audit log', () => {
    const row = (operation: string): AuditEntry => ({ at: start, actor, door: 'cli', operation, input: { slug: operation }, outcome: 'ok', correlationId: 'c' });

    it('is read newest first, page by page', async () => {
      for (const operation of ['a', 'b', 'c', 'd']) await current().audit.append(row(operation));

      const first = await current().audit.list({ limit: 3 });
      const before = first.at(-1)?.id;
      const second = await current().audit.list({ limit: 3, ...(before === undefined ? {} : { before }) });

      expect([...first, ...second].map((entry) => entry.operation)).toEqual(['d', 'c', 'b', 'a']);
      expect(first[0]).toMatchObject({ ...row('d'), id: 4 });
    });

    it('is read by operation, with the target where there is one', async () => {
      await Promise.all([current().audit.append({ ...row('runs.start'), target: 'r1' }), current().audit.append(row('runs.stop')), current().audit.append(row('runs.start'))]);

      const entries = await current().audit.list({ operation: 'runs.start', limit: 10 });

      expect(entries).toMatchObject([{ ...row('runs.start'), id: 3 }, { ...row('runs.start'), id: 1, target: 'r1' }]);
      expect(entries.map((entry) => entry.target)).toEqual([undefined, 'r1']);
    });

    it('makes rows of what was begun and never told, oldest first, and of nothing else', async () => {
      const [first, told, taken] = [await current().audit.begin(row('a')), await current().audit.begin(row('b')), await current().audit.begin(row('c'))];
      await current().audit.begin(row('d'));
      await current().audit.append({ ...row('b'), outcome: 'conflict' }, told);
      await current().audit.forget(taken);

      expect(await current().audit.recover()).toMatchObject([{ operation: 'a', outcome: 'interrupted', id: 2 }, { operation: 'd', outcome: 'interrupted', id: 3 }]);

      expect(await current().audit.recover()).toEqual([]);
      expect(await current().audit.head()).toMatchObject({ id: 3, count: 3 });
      expect(first).not.toBe(told);
    });

    it('has the row that a batch of a run brings, and none of a batch that is refused', async () => {
      const { epoch, runId } = await startedRun(current());
      const batch = continuation(runId, 3, { epoch, audit: row('runs.pause') });

      expect(await current().commitRun(batch)).toMatchObject({ kind: 'committed' });
      expect(await current().commitRun(batch)).toMatchObject({ kind: 'conflict' });

      expect(await current().audit.list({ limit: 5 })).toMatchObject([{ ...row('runs.pause'), id: 1 }]);
      expect(await current().audit.head()).toMatchObject({ id: 1, count: 1 });
    });
  });
}
