import { appendFile, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileChange, FileEntry, WatchUse } from '../../../src/core/domain/ports/file-connector.ts';
import { DirectoryHints } from '../../../src/core/files/watching/directory-hints.ts';
import { SettledFiles } from '../../../src/core/files/watching/settled-files.ts';
import { openSandbox, type Sandbox } from './sandbox-fixture.ts';

interface Watching extends AsyncDisposable {
  /** The next change that is told, as `created dir/name`. */
  next(): Promise<string>;
}

/** Watches the sandbox's box; the first look is over when it answers. */
async function watching({ box, files }: Sandbox, options: Partial<WatchUse> = {}): Promise<Watching> {
  const stop = new AbortController();
  const changes = files.watch(box, { recursive: true, debounceMs: 20, ...options, signal: stop.signal })[Symbol.asyncIterator]();
  let ahead: Promise<IteratorResult<FileChange>> | undefined = changes.next();
  // A file that was there before the first look is told of by no one: one made again and again is seen sooner or later.
  for (let round = 0, isSeen = false; !isSeen; round += 1) {
    await writeFile(join(box, 'first.look'), `${round}`);
    isSeen = await Promise.race([ahead.then(() => true), new Promise<false>((resolve) => { setTimeout(() => { resolve(false); }, 200); })]);
  }
  ahead = undefined;
  const next = async (): Promise<string> => {
    for (;;) {
      const { value, done } = await (ahead ?? changes.next());
      ahead = undefined;
      if (done === true) return 'the end';
      if (value.file.name !== 'first.look') return `${value.kind} ${value.file.path.slice(box.length + 1)}`;
    }
  };
  return {
    next,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await changes.return?.();
    },
  };
}

describe('watching a directory', () => {
  it('tells of files that come, change and go, also further down and in directories made later', async () => {
    await using sandbox = await openSandbox();
    await using changes = await watching(sandbox);

    await writeFile(join(sandbox.box, 'dir', 'new'), '1');
    expect(await changes.next()).toBe('created dir/new');
    await appendFile(join(sandbox.box, 'dir', 'new'), '2');
    expect(await changes.next()).toBe('changed dir/new');
    await mkdir(join(sandbox.box, 'later', 'deep'), { recursive: true });
    await writeFile(join(sandbox.box, 'later', 'deep', 'x'), 'x');
    expect(await changes.next()).toBe('created later/deep/x');
    await rename(join(sandbox.box, 'later', 'deep', 'x'), join(sandbox.box, 'y'));
    expect([await changes.next(), await changes.next()].toSorted()).toEqual(['created y', 'removed later/deep/x']);
    await rm(join(sandbox.box, 'y'));
    expect(await changes.next()).toBe('removed y');
  });

  it('tells only of what fits the pattern, of no link, and of nothing outside', async () => {
    await using sandbox = await openSandbox();
    await using changes = await watching(sandbox, { glob: '{*.csv,first.look}' });

    await writeFile(join(sandbox.out, 'secret.csv'), 'x');
    await symlink(join(sandbox.out, 'secret.csv'), join(sandbox.box, 'link.csv'));
    await writeFile(join(sandbox.box, 'a.txt'), 'x');
    await writeFile(join(sandbox.box, 'z.csv'), 'x');

    expect(await changes.next()).toBe('created z.csv');
  });

  it('ends when it is aborted, and begins only where it may', async () => {
    await using sandbox = await openSandbox();
    const over = sandbox.files.watch(sandbox.box, { recursive: false, debounceMs: 10, signal: AbortSignal.abort() })[Symbol.asyncIterator]();
    const outside = sandbox.files.watch(sandbox.out, { recursive: false, debounceMs: 10, signal: new AbortController().signal })[Symbol.asyncIterator]();

    expect(await over.next()).toMatchObject({ done: true });
    await expect(outside.next()).rejects.toMatchObject({ code: 'path_denied' });
  });
});

describe('what is told of looks', () => {
  const entry = (name: string, bytes: number): FileEntry => ({ path: `/box/${name}`, name, kind: 'file', bytes, modifiedAt: '2026-01-01T00:00:00.000Z' });
  const look = (settled: SettledFiles, files: readonly FileEntry[], at: number): string[] => [...settled.look(files, { at, debounceMs: 100 })].map(({ kind, file }) => `${kind} ${file.name} ${file.bytes}`);

  it('is a file that looked the same for long enough, once', () => {
    const settled = new SettledFiles([entry('old', 1)]);

    expect(look(settled, [entry('old', 1), entry('new', 1)], 0)).toEqual([]);
    expect(look(settled, [entry('old', 1), entry('new', 2)], 99)).toEqual([]);
    expect(settled.isWaiting).toBe(true);
    expect(look(settled, [entry('old', 1), entry('new', 2)], 198)).toEqual([]);
    expect(look(settled, [entry('old', 1), entry('new', 2)], 199)).toEqual(['created new 2']);
    expect(look(settled, [entry('old', 1), entry('new', 2)], 500)).toEqual([]);
    expect(settled.isWaiting).toBe(false);
  });

  it('is nothing of a file that came and went in between, and a removal at once', () => {
    const settled = new SettledFiles([entry('old', 1)]);

    look(settled, [entry('old', 1), entry('brief', 1)], 0);

    expect(look(settled, [], 50)).toEqual(['removed old 1']);
    expect(settled.isWaiting).toBe(false);
  });
});

describe('hints', () => {
  it('of a directory that cannot be watched are none, and looking now and then goes on', async () => {
    using hints = new DirectoryHints();
    hints.listenTo(['/nothing/is/here']);

    await hints.next({ atMostMs: 5, signal: new AbortController().signal });
    await hints.next({ atMostMs: 60_000, signal: AbortSignal.abort() });
  });
});
