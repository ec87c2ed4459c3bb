import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { App, AppClient, Host } from '../../src/core/app/app.ts';
import { AppError } from '../../src/core/domain/model/errors.ts';
import { startShell } from '../../src/main/shell.ts';
import { listRendererFiles, type RendererFiles } from '../../src/server/page/renderer-files.ts';
import { contentPolicy } from '../../src/server/page/security-headers.ts';
import { openSampleHost } from '../contracts/fixture/sample-host.ts';
import { recordedFrame, recordingElectron, type RecordedFrame, type RecordingElectron, type RecordingOptions } from './recording-electron.ts';

let host: Host;
let page: string;
beforeAll(async () => {
  host = await openSampleHost();
  page = await mkdtemp(path.join(tmpdir(), 'aiwm-desktop-'));
  await writeFile(path.join(page, 'index.html'), '<!doctype html><title>Desktop</title>');
});
afterAll(async () => {
  await host.close();
  await rm(page, { recursive: true, force: true });
});

/** Programs that a test started: what they follow ends with them. */
const started: RecordingElectron[] = [];
afterEach(async () => {
  for (const { app } of started.splice(0)) app.emit('will-quit', { preventDefault: () => undefined });
  await expect.poll(() => host.app.openStreams).toBe(0);
});

interface Started {
  readonly fake: RecordingElectron;
  readonly closed: () => number;
  readonly noted: Parameters<App['log']['warn']>[];
}

async function start({ files, fault, ...machine }: RecordingOptions & { files?: RendererFiles; fault?: Error } = {}): Promise<Started> {
  const fake = recordingElectron(machine);
  started.push(fake);
  let closed = 0;
  const noted: Started['noted'] = [];
  await startShell(fake.electron, {
    preload: '/built/preload.js',
    symbol: '/built/tray.png',
    userData: '/nowhere',
    platform: 'linux',
    start: { words: [], from: '/' },
    listFiles: () => (files === undefined ? listRendererFiles(page) : Promise.resolve(files)),
    openBackend: () =>
      fault === undefined
        ? Promise.resolve({ role: 'host', router: host.app.router, log: { warn: (message, facts) => { noted.push([message, facts]); } }, close: async () => { closed += 1; } })
        : Promise.reject(fault),
  });
  return { fake, noted, closed: () => closed };
}

function onlyWindow({ windows }: RecordingElectron) {
  const [window, ...others] = windows;
  if (window === undefined || others.length > 0) throw new Error(`${windows.length} windows instead of one`);
  return window;
}

function ask({ ipcMain, windows }: RecordingElectron, senderFrame: RecordedFrame | null, sender: unknown = windows[0]?.webContents): void {
  ipcMain.emit('aiwm:want-port', { sender, senderFrame });
}

describe('the desktop window', () => {
  it('is sandboxed, apart from the preload, and loads the page by its own scheme', async () => {
    const { fake } = await start();

    expect(onlyWindow(fake).options.webPreferences).toMatchObject({
      preload: '/built/preload.js',
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      allowRunningInsecureContent: false,
    });
    expect(onlyWindow(fake).loaded).toEqual(['app://aiwm/']);
  });

  it('is prepared in the order Electron asks for', async () => {
    const { fake } = await start();

    expect(fake.order).toEqual(['enableSandbox', 'schemes', 'lock', 'ready', 'window']);
    expect(fake.schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
  });

  it('goes nowhere', async () => {
    const { webContents } = onlyWindow((await start()).fake);

    for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
      let isPrevented = false;
      webContents.emit(event, { url: 'https://evil.example/', isMainFrame: true, preventDefault: () => { isPrevented = true; } });
      expect(isPrevented, event).toBe(true);
    }
  });

  it('opens links of the web and mail outside, and no other', async () => {
    const { fake } = await start();
    const { webContents } = onlyWindow(fake);
    const addresses = ['https://example.org/a b', 'mailto:a@example.org', 'http://example.org/', 'file:///etc/passwd', 'data:text/html,x', 'vbscript:x', 'smb://host/share', 'app://aiwm/', 'ms-msdt:x', 'nonsense'];

    const actions = addresses.map((url) => webContents.decideOpen?.({ url }).action);

    expect(new Set(actions)).toEqual(new Set(['deny']));
    expect(fake.opened).toEqual(['https://example.org/a%20b', 'mailto:a@example.org']);
  });

  it('lets previews be written into their frames, and frames go nowhere else', async () => {
    const { webContents } = onlyWindow((await start()).fake);
    const prevented = (url: string, isMainFrame: boolean): boolean => {
      let isPrevented = false;
      webContents.emit('will-frame-navigate', { url, isMainFrame, preventDefault: () => { isPrevented = true; } });
      return isPrevented;
    };

    expect([prevented('about:srcdoc', false), prevented('about:srcdoc', true), prevented('https://evil.example/', false), prevented('app://aiwm/', false)]).toEqual([false, true, true, true]);
  });

  it('reaches nothing over the network, whatever its content policy', async () => {
    const { session } = (await start()).fake;
    const isCancelled = (url: string): unknown => {
      let answer: unknown;
      session.get('onBeforeRequest')?.({ url } as never, ((said: { cancel: boolean }) => { answer = said.cancel; }) as never);
      return answer;
    };

    expect(['app://aiwm/assets/x.js', 'blob:app://aiwm/7', 'data:image/png;base64,AA=='].map(isCancelled)).toEqual([false, false, false]);
    expect(['https://example.org/', 'http://127.0.0.1:4319/', 'file:///etc/passwd', 'app://evil/', 'blob:https://evil.example/7', 'ws://127.0.0.1/', 'filesystem:app://aiwm/'].map(isCancelled)).toEqual(Array(7).fill(true));
  });

  it('keeps as files only what its page made', async () => {
    const { downloads } = (await start()).fake;
    const isPrevented = (address: string): boolean => {
      let prevented = false;
      downloads.emit('will-download', { preventDefault: () => { prevented = true; } }, { getURL: () => address });
      return prevented;
    };

    expect(['blob:app://aiwm/7', 'blob:https://evil.example/7', 'https://evil.example/a.exe', 'app://aiwm/index.html', 'data:text/plain,x'].map(isPrevented)).toEqual([false, true, true, true, true]);
  });

  it('has developer tools only where the program runs from its source', async () => {
    expect(onlyWindow((await start()).fake).options.webPreferences?.devTools).toBe(true);
    expect(onlyWindow((await start({ isPackaged: true })).fake).options.webPreferences?.devTools).toBe(false);
  });

  it('is denied every permission', async () => {
    const { session } = (await start()).fake;
    const answers: unknown[] = [];

    session.get('setPermissionRequestHandler')?.(undefined as never, 'media' as never, ((answer: unknown) => answers.push(answer)) as never);
    session.get('setDisplayMediaRequestHandler')?.({} as never, ((answer: unknown) => answers.push(answer)) as never);

    expect(answers).toEqual([false, {}]);
    expect(session.get('setPermissionCheckHandler')?.()).toBe(false);
    expect(session.get('setDevicePermissionHandler')?.()).toBe(false);
  });

  it('offers no way to load the page anew or to open developer tools', async () => {
    const roles = JSON.stringify((await start()).fake.menus);

    expect(roles).toContain('"quit"');
    expect(roles).not.toMatch(/reload|devtools|viewMenu/iu);
  });
});

describe('the scheme of the page', () => {
  it('serves listed files with the content policy', async () => {
    const handler = (await start()).fake.handlers.get('app');

    const response = await handler?.(new Request('app://aiwm/'));

    expect(response?.status).toBe(200);
    expect(await response?.text()).toContain('<title>Desktop</title>');
    expect(response?.headers.get('content-security-policy')).toBe(contentPolicy);
    expect(response?.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it.each(['app://aiwm/../../etc/passwd', 'app://aiwm/%2e%2e/%2e%2e/etc/passwd', 'app://aiwm/..%2f..%2fetc%2fpasswd', 'app://aiwm.evil/', 'app://evil/index.html', 'app://aiwm:1/', 'app://user@aiwm/', 'app://aiwm/nothing'])(
    'has nothing at %s',
    async (address) => {
      const handler = (await start()).fake.handlers.get('app');
      // `Request` itself refuses an address with a user; Electron hands over the bare facts.
      const response = await handler?.({ url: address, method: 'GET' } as Request);

      expect(response?.status).toBe(404);
    },
  );
});

describe('the port to every operation', () => {
  it('is given to the top frame of the page, and works', async () => {
    const { fake } = await start();
    const frame = recordedFrame('app://aiwm/#/runs');

    ask(fake, frame);

    const [{ channel, ports } = { channel: '', ports: [] }] = frame.given;
    expect(channel).toBe('aiwm:port');
    const [port] = ports;
    if (port === undefined) throw new Error('The frame was given no port.');
    const client = createORPCClient<AppClient>(new RPCLink({ port }));
    port.start();
    expect((await client.workflows.list({})).items.map(({ slug }) => slug).toSorted()).toEqual(['approval', 'data-report']);
    await client.settings.set({ section: 'appearance', value: { theme: 'dark' } });
    expect((await client.audit.list({ limit: 1 })).items).toMatchObject([{ door: 'desktop', operation: 'settings.set', outcome: 'ok' }]);
    port.close();
  });

  const ours = 'app://aiwm/';
  it.each([
    ['no frame', null],
    ['a page of the web', recordedFrame('https://evil.example/')],
    ['a frame inside the page', recordedFrame(ours, {})],
    ['a host that only begins like ours', recordedFrame('app://aiwm.evil/')],
    ['a file', recordedFrame('file:///app/index.html')],
    ['a data address', recordedFrame('data:text/html,app://aiwm/')],
    ['an address with a user', recordedFrame('app://x@aiwm/')],
    ['no address', recordedFrame('')],
  ])('is refused to %s', async (_who, frame) => {
    const { fake } = await start();

    ask(fake, frame);

    expect(frame?.given ?? []).toEqual([]);
  });

  it('is refused to other contents that show the page', async () => {
    const { fake } = await start();
    const frame = recordedFrame('app://aiwm/');

    ask(fake, frame, {});

    expect(frame.given).toEqual([]);
  });

  it('closes when the page is loaded anew or goes, and with it what was open', async () => {
    const { fake } = await start();
    // The program follows how everything stands, what needs somebody and the settings.
    await expect.poll(() => host.app.openStreams).toBe(3);
    const before = 3;
    const first = await openStream(fake);
    expect(host.app.openStreams).toBe(before + 1);

    await openStream(fake);
    await expect.poll(() => host.app.openStreams).toBe(before + 1);
    onlyWindow(fake).webContents.emit('destroyed');

    await expect.poll(() => host.app.openStreams).toBe(before);
    first.close();
  });
});

async function openStream(fake: RecordingElectron) {
  const frame = recordedFrame('app://aiwm/');
  ask(fake, frame);
  const port = frame.given[0]?.ports[0];
  if (port === undefined) throw new Error('The frame was given no port.');
  const client = createORPCClient<AppClient>(new RPCLink({ port }));
  port.start();
  await (await client.cards.watch({})).next();
  return port;
}

describe('the desktop program', () => {
  it('is one: a second start ends at once, and shows the first one’s window', async () => {
    const second = await start({ isFirst: false });
    expect(second.fake.order).toEqual(['enableSandbox', 'schemes', 'lock', 'quit']);
    expect(second.fake.windows).toEqual([]);

    const first = await start();
    first.fake.app.emit('second-instance');
    expect(onlyWindow(first.fake).calls).toEqual(['restore', 'show', 'focus']);
  });

  it('closes what it opened before it ends, once', async () => {
    const { fake, closed } = await start();
    fake.app.emit('window-all-closed');
    expect(fake.order.at(-1)).toBe('quit');

    let prevented = 0;
    for (let quits = 0; quits < 2; quits += 1) fake.app.emit('will-quit', { preventDefault: () => { prevented += 1; } });

    await expect.poll(() => fake.exits).toEqual([0]);
    expect(closed()).toBe(1);
    expect(prevented).toBe(2);
  });

  it('says why it cannot start, and ends with the code of the failure', async () => {
    const fault = new AppError('conflict', 'Process 7 holds the data directory.', { next: 'End that process.' });

    const { fake } = await start({ fault });

    expect(fake.errors).toEqual(['AI Workflow Manager cannot start: Process 7 holds the data directory.\n\nEnd that process.']);
    expect(fake.exits).toEqual([6]);
    expect(fake.windows).toEqual([]);
  });

  it.each(['remote-debugging-port', 'no-sandbox', 'inspect', 'disable-web-security', 'js-flags'])('does not start with --%s where it is installed', async (name) => {
    const { fake } = await start({ isPackaged: true, switches: [name] });

    expect(fake.errors).toEqual([expect.stringContaining(`does not start with --${name}`)]);
    expect(fake.exits).toEqual([4]);
    expect(fake.windows).toEqual([]);

    expect((await start({ switches: [name] })).fake.windows).toHaveLength(1);
  });

  it('does not open an empty window where the page is not built', async () => {
    const { fake } = await start({ files: new Map() });

    expect(fake.errors).toEqual([expect.stringContaining('npm run build')]);
    expect(fake.windows).toEqual([]);
  });
});
