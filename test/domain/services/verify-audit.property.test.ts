import Database from 'better-sqlite3';
import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type AuditEntry, type AuditRow, auditHash } from '../../../src/core/domain/model/audit-row.ts';
import { verifyAudit } from '../../../src/core/domain/services/verify-audit.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { createMemoryAudit } from '../../../src/core/storage/memory/memory-audit.ts';
import { temporaryDirectory } from '../../adapters/storage/temporary-directory.ts';

const entry = (number: number): AuditEntry => ({ at: 1000 + number, actor: { kind: 'user', id: 'local' }, door: 'cli', operation: 'runs.start', input: { number, name: 'a' }, outcome: 'ok', correlationId: `c-${number}` });

async function written(count: number) {
  const rows: AuditRow[] = [];
  const audit = createMemoryAudit({ rows, begun: new Map() });
  for (let number = 1; number <= count; number += 1) await audit.append(entry(number));
  return { rows, audit };
}

const place = fc.tuple(fc.integer({ min: 2, max: 12 }), fc.nat()).map(([count, at]) => ({ count, at: at % count }));
const change = fc.constantFrom<(row: AuditRow) => AuditRow>(
  (row) => ({ ...row, at: row.at + 1 }),
  (row) => ({ ...row, outcome: 'conflict' }),
  (row) => ({ ...row, actor: { kind: 'user', id: 'somebody' } }),
  (row) => ({ ...row, input: {} }),
  (row) => ({ ...row, target: 't' }),
  (row) => ({ ...row, reason: 'r' }),
  (row) => ({ ...row, operation: 'runs.list' }),
  (row) => ({ ...row, correlationId: 'c' }),
);
const rehash = (row: AuditRow): AuditRow => ({ ...row, hash: auditHash(row) });

describe('verifying the audit log', () => {
  it('finds nothing in a log as it was written, of any length, half surrogate pairs included', async () => {
    for (const count of [0, 1, 2, 1001]) {
      const { audit } = await written(count);
      await audit.append({ ...entry(0), input: { text: 'half \ud83d', ['key \ud83d']: ['\udc00'] }, target: '\ud83d' });
      expect(await verifyAudit(audit)).toMatchObject({ rows: count + 1, last: { id: count + 1 } });
      expect((await verifyAudit(audit)).fault).toBeUndefined();
    }
  });

  it('finds nothing in a log that grows while it is looked at', async () => {
    for (const count of [0, 3]) {
      const { audit } = await written(count);
      let grown = 0;
      const grow = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
        const answer = await ask();
        if (grown++ < 6) await audit.append(entry(100 + grown));
        return answer;
      };
      const verdict = await verifyAudit({ head: () => grow(() => audit.head()), traces: () => grow(() => audit.traces()), walk: (page) => grow(() => audit.walk(page)) });

      expect(verdict.fault).toBeUndefined();
      expect(grown).toBeGreaterThan(2);
    }
  });

  it('names an altered row, with its hash computed anew or without', async () => {
    await fc.assert(
      fc.asyncProperty(place, change, fc.boolean(), async ({ count, at }, alter, anew) => {
        const { rows, audit } = await written(count);
        const row = alter(rows[at] as AuditRow);
        rows[at] = anew ? rehash(row) : row;
        expect((await verifyAudit(audit)).fault).toMatchObject({ id: at + 1, kind: anew && at === count - 1 ? 'rewritten' : 'altered' });
      }),
      { numRuns: 60 },
    );
  });

  it('names a removed row, whether or not the others move up, and an end that is cut off', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.boolean(), async ({ count, at }, moveUp) => {
        const { rows, audit } = await written(count);
        rows.splice(at, 1);
        if (moveUp) for (const [index, row] of rows.entries()) rows[index] = { ...row, id: index + 1 };
        expect((await verifyAudit(audit)).fault).toMatchObject({ id: at + 1, kind: at === count - 1 ? 'cut' : 'removed' });
      }),
      { numRuns: 60 },
    );
  });

  it('names the first of two swapped rows', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.nat(), async ({ count, at }, other) => {
        const [one, two] = [at, other % count].toSorted((a, b) => a - b) as [number, number];
        fc.pre(one !== two);
        const { rows, audit } = await written(count);
        const [first, second] = [rows[one] as AuditRow, rows[two] as AuditRow];
        [rows[one], rows[two]] = [{ ...second, id: first.id }, { ...first, id: second.id }];
        expect((await verifyAudit(audit)).fault).toMatchObject({ id: one + 1 });
      }),
      { numRuns: 60 },
    );
  });

  it('names a row that was put in, with the others moved down, and one at the end', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.boolean(), async ({ count, at }, isLast) => {
        const { rows, audit } = await written(count);
        const index = isLast ? count : at;
        const prev = rows[index - 1]?.hash ?? '0'.repeat(64);
        const false_ = rehash({ ...entry(99), id: index + 1, prev, hash: '' });
        rows.splice(index, 0, false_);
        for (const [position, row] of rows.entries()) rows[position] = { ...row, id: position + 1 };
        expect((await verifyAudit(audit)).fault).toMatchObject({ kind: 'inserted', id: index + 1 });
      }),
      { numRuns: 60 },
    );
  });

  it('tells a log that was written anew from a row on, head and all but the noted one, from the one that was written', async () => {
    const { rows, audit } = await written(6);
    for (let index = 2; index < rows.length; index += 1) rows[index] = rehash({ ...(rows[index] as AuditRow), outcome: 'ok!', prev: rows[index - 1]?.hash ?? '' });
    expect((await verifyAudit(audit)).fault).toMatchObject({ kind: 'rewritten', id: 6 });
  });
});

describe('the audit log in SQLite', () => {
  it('refuses changes; what gets past that is named', async () => {
    const directory = await temporaryDirectory();
    const port = await openLocalSqlite({ directory });
    try {
      await Promise.all([1, 2, 3, 4, 5].map((number) => port.audit.append(entry(number))));
      const db = new Database(join(directory, 'aiwm.db'));
      expect(() => db.exec(`update audit_log set outcome = 'x' where id = 2`)).toThrow('not changed');
      expect(() => db.exec(`delete from audit_log where id = 2`)).toThrow('not removed');
      expect(await verifyAudit(port.audit)).toMatchObject({ rows: 5 });

      db.exec(`drop trigger audit_log_stays; drop trigger audit_log_keeps; update audit_log set outcome = 'x' where id = 3`);
      expect((await verifyAudit(port.audit)).fault).toMatchObject({ kind: 'altered', id: 3 });
      db.exec(`update audit_log set outcome = 'ok' where id = 3; delete from audit_log where id in (2, 3)`);
      expect((await verifyAudit(port.audit)).fault).toEqual({ kind: 'removed', id: 2, message: 'Rows 2 to 3 are gone.' });
      db.exec(`delete from audit_log where id > 1`);
      expect((await verifyAudit(port.audit)).fault).toMatchObject({ kind: 'cut', id: 2 });
      expect((await port.audit.append(entry(6))).id).toBe(6);
      expect((await verifyAudit(port.audit)).fault).toMatchObject({ kind: 'removed', id: 2 });
      db.close();
    } finally {
      await port.close();
    }
  });

  it.each([
    ['the newest row, the head set back', `delete from audit_log where id = 5; update audit_head set count = 4, id = 4, hash = (select hash from audit_log where id = 4)`, 5],
    ['all rows and the head', 'delete from audit_log; delete from audit_head', 1],
    ['all rows, the head and the count of ids', `delete from audit_log; delete from audit_head; delete from sqlite_sequence where name = 'audit_log'`, 1],
  ])('misses what was taken out: %s; also once more was written', async (_, sql, id) => {
    const directory = await temporaryDirectory();
    const port = await openLocalSqlite({ directory });
    try {
      for (const number of [1, 2, 3, 4, 5]) await port.audit.append(entry(number));
      const db = new Database(join(directory, 'aiwm.db'));
      db.exec(`drop trigger audit_log_keeps; ${sql}`);
      db.close();

      expect((await verifyAudit(port.audit)).fault).toMatchObject({ id, kind: 'cut' });
      await port.audit.append(entry(6));
      expect((await verifyAudit(port.audit)).fault).toBeDefined();
    } finally {
      await port.close();
    }
  });
});
