import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeOfLink } from '../../src/main/deep-link.ts';
import { readHandOver } from '../../src/main/hand-over.ts';
import { startShell } from '../../src/main/shell.ts';
import type { Host } from '../../src/core/app/app.ts';
import { openSampleHost } from '../contracts/fixture/sample-host.ts';
import { recordedFrame, recordingElectron, type RecordingElectron, type RecordingOptions } from './recording-electron.ts';

let host: Host;
let folder: string;
beforeAll(async () => {
  host = await openSampleHost();
  folder = await mkdtemp(path.join(tmpdir(), 'aiwm-hand-over-'));
  await writeFile(path.join(folder, 'report.aiwm'), '{"format":"aiwm.workflow/1"}');
  await writeFile(path.join(folder, 'notes.txt'), 'no');
  await writeFile(path.join(folder, 'large.zip'), Buffer.alloc(9_000_001));
  await mkdir(path.join(folder, 'folder.json'));
  execFileSync('mkfifo', [path.join(folder, 'pipe.zip')]);
});
afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(words: readonly string[] = [], machine: RecordingOptions = {}): Promise<RecordingElectron> {
  const fake = recordingElectron(machine);
  await startShell(fake.electron, {
    preload: '/built/preload.js',
    symbol: '/built/tray.png',
    userData: '/nowhere',
    platform: 'linux',
    start: { words: [...words], from: folder },
    listFiles: () => Promise.resolve(new Map([['/', { path: '/index.html', mediaType: 'text/html', isHashed: false }]])),
    openBackend: () => Promise.resolve({ role: 'host', router: host.app.router, log: host.app.log, close: () => Promise.resolve() }),
  });
  return fake;
}

function sent(fake: RecordingElectron): unknown[] {
  return fake.windows[0]?.webContents.sent ?? [];
}

function load({ ipcMain, windows }: RecordingElectron): void {
  ipcMain.emit('aiwm:want-port', { sender: windows[0]?.webContents, senderFrame: recordedFrame('app://aiwm/') });
}

const report = ['aiwm:offer', { name: 'report.aiwm', content: Buffer.from('{"format":"aiwm.workflow/1"}').toString('base64') }];

describe('a link of another program', () => {
  it.each([
    ['aiwm://run/7f3a?node=ask&seq=3', '/runs/7f3a?node=ask&seq=3'],
    ['aiwm://run/7f3a/', '/runs/7f3a'],
    ['aiwm://workflow/data-report?panel=history', '/workflows/data-report?panel=history'],
    ['aiwm://card/c%201', undefined],
    ['aiwm://card/c1', '/cards/c1'],
    ['aiwm://card/7f3a%3Areview%231', '/cards/7f3a%3Areview%231'],
    ['aiwm://document/d1', '/documents/d1'],
    ['aiwm://setting/logging.level', '/settings/sections?key=logging.level'],
    ['aiwm://run/7f3a?node=%22%3E%3Cscript%3E', '/runs/7f3a?node=%22%3E%3Cscript%3E'],
  ])('%s leads to %s', (link, place) => {
    expect(placeOfLink(link)).toBe(place);
  });

  it.each(['aiwm://run', 'aiwm://run/', 'aiwm://run/..', 'aiwm://run/a%2f..%2fb', 'aiwm://run/a/b', 'aiwm://start/run', 'aiwm:run/a', 'https://run/a', 'aiwm://u@run/a', 'aiwm://run:1/a', 'aiwm://run/%E0%A4%A', 'aiwm://run/a%00', 'aiwm://run/a%E2%80%AEb', `aiwm://run/${'a'.repeat(2000)}`, 'vbscript:x', ''])('%s leads nowhere', (link) => {
    expect(placeOfLink(link)).toBeUndefined();
  });
});

describe('what a start is given', () => {
  it('is links and files of ours; options and the rest are left out', () => {
    expect(readHandOver({ words: ['--inspect', 'report.aiwm', 'aiwm://run/a', 'aiwm://nowhere', 'x.exe', '/else/b.ZIP'], from: '/home' })).toEqual([{ file: '/home/report.aiwm' }, { place: '/runs/a' }, { file: '/else/b.ZIP' }]);
  });

  it('is shown once the page is there, and again nothing when it is loaded anew', async () => {
    const fake = await start(['report.aiwm', 'aiwm://run/a']);
    expect(sent(fake)).toEqual([]);

    load(fake);

    await expect.poll(() => sent(fake)).toEqual([report, ['aiwm:go', '/runs/a']]);
    load(fake);
    expect(sent(fake)).toHaveLength(2);
  });

  it('comes from a second start, too, and the window with it', async () => {
    const fake = await start();
    load(fake);

    fake.app.emit('second-instance', {}, ['electron', 'ignored.aiwm'], '/', { words: ['aiwm://card/c1', 'report.aiwm'], from: folder });

    await expect.poll(() => sent(fake)).toEqual([['aiwm:go', '/cards/c1'], report]);
    expect(fake.windows[0]?.calls).toEqual(['restore', 'show', 'focus']);

    fake.app.emit('second-instance', {}, [], '/', { words: 'aiwm://card/c1' });
    fake.app.emit('second-instance', {}, [], '/', undefined);
    expect(sent(fake)).toHaveLength(2);
  });

  it('comes by the events of macOS, before the program is open, too', async () => {
    const fake = await start();
    load(fake);
    let prevented = 0;
    const event = { preventDefault: () => { prevented += 1; } };

    fake.app.emit('open-url', event, 'aiwm://document/d1');
    fake.app.emit('open-url', event, 'https://evil.example/');
    fake.app.emit('open-file', event, path.join(folder, 'report.aiwm'));

    await expect.poll(() => sent(fake)).toEqual([['aiwm:go', '/documents/d1'], report]);
    expect(prevented).toBe(3);
  });

  it('is left alone when it comes while the window has gone already', async () => {
    const fake = await start();
    load(fake);
    const [window] = fake.windows;
    if (window === undefined) throw new Error('There is no window.');

    window.isGone = true;
    window.webContents.emit('destroyed');
    fake.app.emit('second-instance', {}, [], '/', { words: ['aiwm://card/c1'], from: folder });

    expect(sent(fake)).toEqual([]);
    expect(window.calls).toEqual([]);
  });

  it.each([
    ['notes.txt', 'it ends in none of .aiwm, .json, .zip'],
    ['large.zip', 'it is larger than 9 MB'],
    ['folder.json', 'it is not a file'],
    ['pipe.zip', 'it is not a file'],
    ['missing.aiwm', 'ENOENT'],
  ])('is refused as a file where it is none of ours: %s', async (name, why) => {
    const fake = await start();
    load(fake);

    fake.app.emit('open-file', { preventDefault: () => undefined }, path.join(folder, name));

    await expect.poll(() => fake.errors).toEqual([expect.stringContaining(`"${name}" cannot be opened: ${why}`)]);
    expect(sent(fake)).toEqual([]);
  });

  it('has the system open links only with a program that is installed', async () => {
    expect((await start()).links).toEqual([]);
    expect((await start([], { isPackaged: true })).links).toEqual(['aiwm']);
  });
});
