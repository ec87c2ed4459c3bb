import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openDocumentProcesses, type DocumentProcessesOptions } from '../../../../src/core/app/documents/document-processes.ts';
import { createDocumentBuilderSet } from '../../../../src/core/documents/document-builders.ts';
import { documentFormats, type BuiltDocument, type DocumentFormat, type DocumentSource } from '../../../../src/core/domain/model/document.ts';
import { sampleReport } from '../sample-report.ts';

vi.setConfig({ testTimeout: 120_000 });

const short: DocumentSource = { title: 'Short', markdown: 'A few words.' };
/** Takes minutes to make, unless it is given up. */
const endless: DocumentSource = { title: 'Endless', markdown: '- a\n'.repeat(400_000) };

type Build = (source: DocumentSource, more?: { readonly format?: DocumentFormat; readonly signal?: AbortSignal }) => Promise<BuiltDocument>;

function openProcesses(options?: DocumentProcessesOptions): Build {
  const set = openDocumentProcesses(options);
  onTestFinished(() => set.close());
  return async (source, { format = 'markdown', signal = new AbortController().signal } = {}) => (await set.get(format)).build(source, signal);
}

const crashing = new URL('crashing-process.ts', import.meta.url);

describe('documents made in processes', () => {
  it('are the same, byte by byte, as without, and leave their pictures to whoever gave them', async () => {
    const source = sampleReport();
    const build = openProcesses({ width: 1 });
    const plain = createDocumentBuilderSet();
    const made = documentFormats.map((format) => build(source, { format }));
    const expected = await Promise.all(documentFormats.map(async (format) => (await plain.get(format)).build(sampleReport(), new AbortController().signal)));

    for (const [index, built] of (await Promise.all(made)).entries()) {
      expect(Buffer.compare(built.bytes, expected[index]?.bytes ?? Buffer.of())).toBe(0);
      expect({ ...built, bytes: [] }).toEqual({ ...expected[index], bytes: [] });
    }
    expect(source).toEqual(sampleReport());
  });

  it('let whoever waits go on', async () => {
    const build = openProcesses();
    let turns = 0;
    let isMade = false;
    const turn = (): void => {
      turns += 1;
      if (!isMade) setImmediate(turn);
    };

    turn();
    await build({ title: 'Long', markdown: 'word *and* some\n\n'.repeat(3000) }, { format: 'html' });
    isMade = true;

    expect(turns).toBeGreaterThan(100);
  });

  it('are made beside a long one, and wait where both processes are taken', async () => {
    const build = openProcesses();
    const stop = new AbortController();
    const order: string[] = [];
    const long = [1, 2].map(() => build(endless, { signal: stop.signal }));
    const given = Promise.allSettled(long);
    const waits = build(short).then(() => order.push('short'));

    order.push('stopped');
    stop.abort(new Error('no longer wanted'));
    await waits;

    expect(order).toEqual(['stopped', 'short']);
    expect(await given).toMatchObject([1, 2].map(() => ({ status: 'rejected', reason: { message: 'no longer wanted' } })));
  });

  it('are given up when they are no longer wanted, while they are made and while they wait', async () => {
    const build = openProcesses({ width: 1 });
    const [first, second] = [new AbortController(), new AbortController()];
    const made = build(endless, { signal: first.signal });
    const waiting = build(short, { signal: second.signal });
    const order: string[] = [];
    const others = ['third', 'fourth'].map((title) => build({ ...short, title }).then(() => order.push(title)));
    // Whoever waits stands in line once it has asked for a builder.
    await nextTurn();

    second.abort(new Error('the second is not wanted'));
    await expect(waiting).rejects.toThrow('the second is not wanted');
    first.abort(new Error('the first is not wanted'));
    await expect(made).rejects.toThrow('the first is not wanted');
    await Promise.all(others);

    expect(order).toEqual(['third', 'fourth']);
    expect(await build(short)).toMatchObject({ format: 'markdown' });
  });

  it('are given up once they take longer than a document may', async () => {
    const build = openProcesses({ width: 1, timeMs: 2000 });

    await expect(build(endless)).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('"Endless" was given up: making it takes more than 2 seconds'), next: expect.stringContaining('Split') });
  });

  it('are given up once they take more memory than a document may, and others are made', async () => {
    const build = openProcesses({ width: 1, memoryMb: 64 });

    await expect(build(endless)).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('"Endless" was given up: making it takes more than 64 MiB of memory'), next: expect.stringContaining('Split') });
    expect(await build(short)).toMatchObject({ format: 'markdown' });
  });

  it('fail alone when their process ends or is killed, and others are made', async () => {
    const build = openProcesses({ width: 1, program: crashing });
    const failed = (title: string, how: string) => ({ code: 'unexpected', message: expect.stringMatching(new RegExp(`"${title}".*${how}`, 'u')) as string, next: expect.any(String) as string });

    await expect(build({ ...short, title: 'crash' })).rejects.toMatchObject(failed('crash', 'it ended with code 7'));
    await expect(build({ ...short, title: 'killed' })).rejects.toMatchObject(failed('killed', 'it was ended by SIGKILL'));
    expect(await build(short)).toMatchObject({ format: 'markdown' });
  });

  it('fail by themselves where something cannot be sent', async () => {
    const build = openProcesses({ width: 1 });
    const unsendable = { ...short, charts: { one: () => undefined } } as unknown as DocumentSource;

    await expect(build(unsendable)).rejects.toThrow('could not be cloned');
    expect(await build(short)).toMatchObject({ format: 'markdown' });
  });

  it('are given up when the program closes, and none is made afterwards', async () => {
    const set = openDocumentProcesses({ width: 1 });
    const builder = await set.get('markdown');
    const { signal } = new AbortController();
    const [made, waiting] = [builder.build(endless, signal), builder.build(short, signal)];
    const both = Promise.allSettled([made, waiting]);

    await set.close();

    expect(await both).toMatchObject([1, 2].map(() => ({ reason: { code: 'interrupted' } })));
    await expect(builder.build(short, signal)).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('do not keep a program running that is done', () => {
    const program = fileURLToPath(new URL('one-document-process.ts', import.meta.url));

    expect(execFileSync(process.execPath, [program], { encoding: 'utf8', timeout: 50_000 }).trim()).toBe('true');
  });

  it('are closed before the program ends, whether they work or rest', () => {
    const program = fileURLToPath(new URL('closing-process.ts', import.meta.url));

    expect(execFileSync(process.execPath, [program], { encoding: 'utf8', timeout: 50_000 })).toBe('The document "Endless" was given up: the program is closing.\nclosed\n');
  });

  it('leave no process behind when whoever wanted them is killed', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'aiwm-'));
    onTestFinished(() => { rmSync(directory, { recursive: true, force: true }); });
    const noted = join(directory, 'pid');
    const host = spawn(process.execPath, [fileURLToPath(new URL('abandoning-process.ts', import.meta.url)), noted], { stdio: 'inherit' });
    const pid = await vi.waitFor(() => /^(\d+)\n$/u.exec(readFileSync(noted, 'utf8'))?.[1] ?? Promise.reject(new Error('it is not at work yet')), { timeout: 60_000 });
    expect(isRunning(Number(pid))).toBe(true);

    host.kill('SIGKILL');

    await expect.poll(() => isRunning(Number(pid))).toBe(false);
  });

  it('are made whether the process before has gone already or not', async () => {
    const build = openProcesses({ idleMs: 0 });

    for (let time = 0; time < 4; time += 1) expect(await build(short)).toMatchObject({ format: 'markdown' });
  });
});

/** One that has ended and is not yet taken note of by whoever started it is not running. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^\d+ \(.*\) Z/u.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
