import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DocumentId } from '../../../src/core/domain/model/document-entry.ts';
import { sha256Hex } from '../../../src/core/domain/model/sha256.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';

const author = { kind: 'user', id: 'local' } as const;

/** Kills the process while it saves what it announced as its `count`-th; answers what it announced last. */
async function killedWhileSaving(directory: string, id: string, count: number): Promise<number> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'saving-process.ts'), directory, id], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let [announced, last] = [0, 0];
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    announced += 1;
    if (announced === count) child.kill('SIGKILL');
  }
  await ended;
  return last;
}

describe('a process that is killed while it saves a document', () => {
  it('leaves the old revision or the new one, each whole, and nobody’s bytes behind', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'aiwm-killed-saving-'));
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
    const id = DocumentId.parse(randomUUID());
    const bytes = new TextEncoder().encode('1\n');
    const first = await openLocalSqlite({ directory });
    await first.documents.create({ id, title: 'Saved', format: 'txt', role: 'document', tags: [], workflows: [], createdAt: 0 }, { at: 0, author, note: '', content: { sha256: sha256Hex(bytes), mediaType: 'text/plain', bytes } });
    await first.close();

    for (const count of [1, 2, 3, 6]) {
      const announced = await killedWhileSaving(directory, id, count);
      const data = await openLocalSqlite({ directory });
      const revisions = await data.documents.revisions(id);

      const newest = revisions[0]?.number ?? 0;
      expect([announced - 1, announced]).toContain(newest);
      expect(revisions.map(({ number }) => number)).toEqual(Array.from({ length: Math.min(3, newest) }, (_, at) => newest - at));
      for (const { number, sha256 } of revisions) expect(new TextDecoder().decode(await data.blobs.read(sha256)).split('\n')[0]).toBe(String(number));
      await data.history.sweep(Date.now() + 2 * 86_400_000);
      expect((await data.history.counts()).blobs).toBe(revisions.length);
      await data.close();
    }
  });
});
