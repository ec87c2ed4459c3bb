import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { isLong } from '../../long.ts';

const megabytes = isLong ? 200 : 12;

it(`a CSV file of ${megabytes} MB is asked, rewritten and copied in memory that does not grow with it`, { timeout: 600_000 }, async () => {
  // A heap this small ends a process that would keep the file.
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=128', join(import.meta.dirname, 'csv-query-child.ts'), String(megabytes)], { timeout: 600_000 });
  const told = JSON.parse(stdout) as { records: number; grouped: { rows: { count: number }[]; read: number }; filtered: { count: number }; grownMegabytes: number };

  expect(told.grouped.rows.map(({ count }) => count).reduce((sum, count) => sum + count, 0)).toBe(told.records / 2);
  expect([told.grouped.read, told.filtered.count]).toEqual([told.records, told.records]);
  expect(told.grownMegabytes).toBeLessThan(160);
});
