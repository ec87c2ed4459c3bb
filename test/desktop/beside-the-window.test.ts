import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../src/core/app/app.ts';
import { localUser } from '../../src/core/domain/model/caller.ts';
import { startShell } from '../../src/main/shell.ts';
import { openSampleHost, waitingRun } from '../contracts/fixture/sample-host.ts';
import { recordedFrame, recordingElectron, type RecordingElectron, type RecordingOptions } from './recording-electron.ts';
import type { RecordedWindow } from './recorded-window.ts';

let host: Host;
let userData: string;
const started: RecordingElectron[] = [];
beforeEach(async () => {
  host = await openSampleHost();
  userData = await mkdtemp(path.join(tmpdir(), 'aiwm-beside-'));
});
afterEach(async () => {
  for (const { app } of started.splice(0)) app.emit('will-quit', { preventDefault: () => undefined });
  await host.close();
  await rm(userData, { recursive: true, force: true });
});

async function start(machine: RecordingOptions & { readonly words?: string[] } = {}): Promise<{ readonly fake: RecordingElectron; readonly window: RecordedWindow }> {
  const fake = recordingElectron(machine);
  started.push(fake);
  await startShell(fake.electron, {
    preload: '/built/preload.js',
    symbol: '/built/tray.png',
    userData,
    platform: 'linux',
    start: { words: machine.words ?? [], from: '/' },
    listFiles: () => Promise.resolve(new Map([['/', { path: '/index.html', mediaType: 'text/html', isHashed: false }]])),
    openBackend: () => Promise.resolve({ role: 'host', router: host.app.router, log: host.app.log, close: () => Promise.resolve() }),
  });
  const [window] = fake.windows;
  if (window === undefined) throw new Error(fake.errors.join(' '));
  return { fake, window };
}

function load({ ipcMain, windows }: RecordingElectron): void {
  ipcMain.emit('aiwm:want-port', { sender: windows[0]?.webContents, senderFrame: recordedFrame('app://aiwm/') });
}

const labels = ({ tray }: RecordingElectron): unknown[] => tray.menu.map(({ label }) => label);
const client = () => host.app.client(localUser('process'));

describe('the symbol beside the clock', () => {
  it('says what waits and what runs, and leads there', async () => {
    const { fake, window } = await start();
    load(fake);
    await expect.poll(() => labels(fake)).toContain('0 wait for somebody');

    await waitingRun(host);

    await expect.poll(() => fake.tray.tips.at(-1)).toBe('AI Workflow Manager\n0 running, 1 waits for somebody');
    const entry = fake.tray.menu.find(({ label }) => label?.startsWith('Approval:') === true);
    const [card] = (await client().cards.list({})).items;
    entry?.click?.(undefined as never, undefined, undefined as never);
    expect(window.webContents.sent).toEqual([['aiwm:go', `/cards/${encodeURIComponent(card?.id ?? '')}`]]);
    expect(window.calls).toEqual(['restore', 'show', 'focus']);
    fake.tray.emit('click');
    expect(window.calls).toHaveLength(6);
  });

  it('quits', async () => {
    const { fake } = await start();

    fake.tray.menu.at(-1)?.click?.(undefined as never, undefined, undefined as never);

    expect(fake.order.at(-1)).toBe('quit');
  });
});

describe('a notice of the system', () => {
  it('tells what needs somebody since the start, and leads there', async () => {
    await waitingRun(host);
    const { fake, window } = await start();
    load(fake);
    await expect.poll(() => labels(fake)).toContain('1 waits for somebody');
    expect(fake.notices).toEqual([]);

    await waitingRun(host);

    await expect.poll(() => fake.notices).toHaveLength(1);
    expect(fake.notices[0]).toMatchObject({ title: 'Approval' });
    fake.notices[0]?.click();
    expect(window.webContents.sent).toEqual([['aiwm:go', expect.stringMatching(/^\/cards\//u)]]);
  });

  it('is left to the page while somebody looks at the window', async () => {
    const { fake, window } = await start();
    window.hasFocus = true;
    await expect.poll(() => labels(fake)).toContain('0 wait for somebody');

    await waitingRun(host);

    await expect.poll(() => labels(fake)).toContain('1 waits for somebody');
    expect(fake.notices).toEqual([]);
  });
});

describe('the window', () => {
  it('takes the theme of the settings', async () => {
    const { fake } = await start();

    await client().settings.set({ section: 'appearance', value: { theme: 'dark' } });

    await expect.poll(() => fake.theme.themeSource).toBe('dark');
  });

  it('opens where it stood, if that is on a screen', async () => {
    const { window } = await start();
    expect(window.options).toMatchObject({ width: 1280, height: 832 });
    window.emit('close', { preventDefault: () => undefined });
    expect((await start()).window.options).toMatchObject({ x: 10, y: 20, width: 900, height: 700 });

    for (const text of ['{"x":5000,"y":0,"width":900,"height":700,"isMaximized":false}', '{"x":1e99}', 'nonsense']) {
      await writeFile(path.join(userData, 'window.json'), text);
      expect((await start()).window.options, text).toMatchObject({ width: 1280, height: 832 });
    }
  });

  it('only hides when it is closed while runs go on, and says so once; quitting closes it', async () => {
    const { fake, window } = await start();
    const close = (): boolean => {
      let isKept = false;
      window.emit('close', { preventDefault: () => { isKept = true; } });
      return isKept;
    };
    expect(close()).toBe(false);
    const { id } = await longRun();
    await expect.poll(() => labels(fake)).toContain('1 running');

    expect([close(), close()]).toEqual([true, true]);
    expect(window.calls).toEqual(['hide', 'hide']);
    expect(fake.notices).toMatchObject([{ title: 'Runs go on' }]);

    fake.app.emit('before-quit');
    expect(close()).toBe(false);
    await client().runs.stop({ id });
  });
});

describe('what breaks', () => {
  const report = /^AI Workflow Manager \d[^\n]*\n[^\n]*Node [^\n]*\n\d{4}-[^\n]*\nWhat broke: the window\n\ncrashed, exit code 5\n$/u;

  it('is shown as a report before any of it is kept, and the page comes back', async () => {
    const { fake, window } = await start();

    window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });

    await expect.poll(() => fake.boxes).toHaveLength(1);
    expect(fake.boxes[0]?.detail).toMatch(/sent nowhere/u);
    expect(window.webContents.reloads).toBe(1);
    expect(await readdir(userData)).toEqual([]);
  });

  it('is kept exactly as it was shown, where somebody says so', async () => {
    const { fake, window } = await start({ button: 1 });

    window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });

    const folder = path.join(userData, 'crash-reports');
    await expect.poll(() => readdir(folder).catch(() => [])).toHaveLength(1);
    const [name = ''] = await readdir(folder);
    await expect.poll(() => readFile(path.join(folder, name), 'utf8')).toMatch(report);
    expect(fake.boxes[0]?.detail).toContain(await readFile(path.join(folder, name), 'utf8'));
  });

  it('is not loaded again and again', async () => {
    const { window } = await start();

    for (let time = 0; time < 6; time += 1) window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });

    expect(window.webContents.reloads).toBe(3);
  });

  it('is said of the program itself, without the name of the person, and then it ends in order', async () => {
    const { fake } = await start();

    fake.faults.emit('fault', Object.assign(new Error('boom'), { stack: `Error: boom\n    at ${homedir()}/secret/main.js` }));

    await expect.poll(() => fake.order.at(-1)).toBe('quit');
    expect(fake.boxes[0]?.detail).toContain('What broke: the program\n\nError: boom\n    at ~/secret/main.js');
  });
});

/** A run that waits for an hour to pass: it goes on by itself. */
async function longRun(): Promise<{ readonly id: string }> {
  const { workflows, runs } = client();
  const { id, revision } = await workflows.create({ name: 'Long', template: 'blank' });
  await workflows.edit({ id, revision, edits: [{ kind: 'splice', transition: 't1', node: { id: 'pause', type: 'wait', name: 'Pause', config: { after: 'PT1H' } }, onward: { id: 't2', triggers: [{ type: 'scheduled' }] } }] });
  await workflows.publish({ id });
  return runs.start({ workflow: 'long' });
}
