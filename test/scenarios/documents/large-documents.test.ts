import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { openSampleHost, processClient } from '../../contracts/fixture/sample-host.ts';

let host: Host;
let client: AppClient;
beforeAll(async () => {
  host = await openSampleHost();
  client = processClient(host.app);
});
afterAll(async () => { await host.close(); });

const file = (name: string): string => path.join(host.dataDirectory, 'files', name);

describe('a large document', () => {
  it('of 100,000 rows is opened, saved and compared row by row', async () => {
    const rows = Array.from({ length: 100_000 }, (_, at) => `row ${at},${at % 97},2026-01-01`);
    await writeFile(file('rows.csv'), ['name,value,day', ...rows].join('\n'));
    const { id } = (await client.docs.import({ file: file('rows.csv') })).entry;

    const { text = '', downloadOnly } = await client.docs.get({ id });
    await client.docs.save({ id, expectedRevision: 1, text: text.replace('row 3,', 'row three,').replace('row 99998,', 'row last,') });
    const diff = await client.docs.diff({ id, context: 0 });

    expect({ downloadOnly, rows: text.split('\n').length }).toEqual({ downloadOnly: false, rows: 100_001 });
    expect(diff).toMatchObject({ kind: 'text', hunks: [{ before: 5, after: 5 }, { before: 100_000, after: 100_000 }] });
  });

  it('of 50 MB is not opened but downloaded, piece by piece', async () => {
    const bytes = Buffer.alloc(50_000_000, 'All work and no play makes Jack a dull boy.\n');
    await writeFile(file('large.txt'), bytes);
    const { entry } = await client.docs.import({ file: file('large.txt') });

    const got = await client.docs.get({ id: entry.id });
    const hash = createHash('sha256');
    let [pieces, largest] = [0, 0];
    for await (const { content } of await client.docs.read({ id: entry.id })) {
      const piece = Buffer.from(content, 'base64');
      hash.update(piece);
      [pieces, largest] = [pieces + 1, Math.max(largest, piece.length)];
    }

    expect(got).toMatchObject({ downloadOnly: true, entry: { bytes: 50_000_000 } });
    expect(got).not.toHaveProperty('text');
    expect(hash.digest('hex')).toBe(entry.sha256);
    expect({ isManyPieces: pieces > 100, isEachSmall: largest <= 262_144 }).toEqual({ isManyPieces: true, isEachSmall: true });
  });
});
