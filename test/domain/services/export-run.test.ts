import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { finishedRun, openSampleHost, processClient } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

describe('the journal as a file', () => {
  let host: Host;
  let client: AppClient;
  beforeEach(async () => {
    host = await openSampleHost();
    client = processClient(host.app);
  });
  afterEach(() => host.close());

  const exported = async (id: string, format: 'csv' | 'jsonl') => {
    const [parts, heads, ends]: [Buffer[], unknown[], unknown[]] = [[], [], []];
    for await (const piece of await client.runs.export({ id, format })) {
      if (piece.kind === 'begin') heads.push(piece);
      else if (piece.kind === 'chunk') parts.push(Buffer.from(piece.content, 'base64'));
      else ends.push(piece);
    }
    const content = Buffer.concat(parts);
    expect(ends).toEqual([{ kind: 'end', bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }]);
    return { heads, text: content.toString() };
  };

  it('is a line of JSON for each row, as the rows are read', async () => {
    const id = await finishedRun(host);
    const { heads, text } = await exported(id, 'jsonl');

    expect(heads).toEqual([{ kind: 'begin', name: `aiwm-run-${id}.jsonl`, mediaType: 'application/x-ndjson' }]);
    expect(text.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)).toEqual((await client.runs.events({ id, limit: 5000 })).items);
  });

  it('is a table with a row for each row, its payload in the last column', async () => {
    const id = await finishedRun(host);
    const { items } = await client.runs.events({ id, limit: 5000 });
    const { heads, text } = await exported(id, 'csv');
    const lines = text.split('\r\n');

    expect(heads).toMatchObject([{ name: `aiwm-run-${id}.csv`, mediaType: 'text/csv' }]);
    expect(lines[0]).toBe('seq,at,type,severity,node,visit,effect,correlationId,payload');
    expect(lines.slice(1, -1).map((line) => line.split(',').slice(0, 4))).toEqual(items.map(({ seq, at, type, severity }) => [String(seq), at, type, severity]));
    expect(lines[1]?.endsWith(`"${JSON.stringify(items[0]?.payload).replaceAll('"', '""')}"`)).toBe(true);
  });

  it('of a run that is not there says so', async () => {
    expect(await failureOf(exported('nowhere', 'csv'))).toMatchObject({ code: 'not_found' });
  });
});
