import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { expect, type Page, test } from '@playwright/test';
import type { Host } from '../../src/core/app/app.ts';
import { localUser } from '../../src/core/domain/model/caller.ts';
import { rendererDirectory } from '../../src/core/app/product-files.ts';
import { startShell } from '../../src/main/shell.ts';
import { listRendererFiles } from '../../src/server/page/renderer-files.ts';
import { openServer } from '../adapters/server/open-server.ts';
import { openSampleHost, waitingRun } from '../contracts/fixture/sample-host.ts';
import { recordedFrame, recordingElectron, type RecordingElectron } from '../desktop/recording-electron.ts';

/**
 * The built page, the built preload and the real shell in a browser. Only Electron itself is replaced by pipes: its
 * scheme by a route, its way between preload and program by two functions of the page.
 */
const site = 'https://aiwm.test';
let host: Host;
let fake: RecordingElectron;
let userData: string;

test.beforeEach(async ({ page }) => {
  host = await openSampleHost();
  userData = await mkdtemp(path.join(tmpdir(), 'aiwm-desktop-'));
  fake = recordingElectron();
  await startShell(fake.electron, {
    preload: path.join(rendererDirectory(), '..', 'preload', 'preload.js'),
    symbol: '/built/tray.png',
    userData,
    platform: process.platform,
    start: { words: [], from: '/' },
    listFiles: () => listRendererFiles(rendererDirectory()),
    openBackend: () => Promise.resolve({ role: 'host', router: host.app.router, log: host.app.log, keptServer: async (name) => host.app.keptServer(name), close: () => Promise.resolve() }),
  });
  expect(fake.errors).toEqual([]);
  await serveScheme(page);
  await runPreload(page);
});
test.afterEach(async () => {
  await host.close();
  await rm(userData, { recursive: true, force: true });
});

test('the page works over the port of the preload, and stays inside its content policy', async ({ page }) => {
  const violations: string[] = [];
  page.on('console', (message) => { if (/content security policy|trusted/iu.test(message.text())) violations.push(message.text()); });
  await waitingRun(host);

  await page.goto(`${site}/`);

  await expect(page.getByText('Approval', { exact: false }).first()).toBeVisible();
  await page.getByRole('link', { name: /cards/iu }).first().click();
  await expect(page.getByText('Holiday plan', { exact: false }).first()).toBeVisible();
  expect(violations).toEqual([]);
});

/** What the first screen follows, and what the program itself does: how everything stands, what needs somebody, the settings. */
const streamsOfAPage = 9 + 3;

test('a page that is loaded anew gets a port of its own, and the old one closes', async ({ page }) => {
  await page.goto(`${site}/`);
  await expect(page.getByText('Approval', { exact: false }).first()).toBeVisible();
  await expect.poll(() => host.app.openStreams).toBe(streamsOfAPage);

  await page.reload();

  await expect(page.getByText('Approval', { exact: false }).first()).toBeVisible();
  await expect.poll(() => host.app.openStreams).toBe(streamsOfAPage);
});

test('a file that was opened with the program is looked at before it is imported, one after the other', async ({ page }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'aiwm-opened-'));
  const definition = { format: 'aiwm.workflow/1', name: 'Opened from outside', root: { id: 'root', nodes: [{ id: 'end', type: 'end', name: 'End' }] } };
  await writeFile(path.join(folder, 'outside.aiwm'), JSON.stringify(definition));
  await writeFile(path.join(folder, 'broken.aiwm'), 'no workflow');
  const client = host.app.client(localUser('process'));
  const before = await client.workflows.list({});
  await page.goto(`${site}/`);
  await expect(page.getByText('Approval', { exact: false }).first()).toBeVisible();

  fake.app.emit('second-instance', {}, [], '', { words: ['broken.aiwm', 'outside.aiwm', 'aiwm://workflow/approval'], from: folder });

  await expect(page.getByRole('heading', { level: 1, name: 'Approval' })).toBeAttached();
  const first = page.getByRole('dialog', { name: /broken\.aiwm/u });
  await expect(first).toBeVisible();
  await page.keyboard.press('Escape');
  const second = page.getByRole('dialog', { name: /outside\.aiwm/u });
  await expect(second.getByText('Opened from outside', { exact: false }).first()).toBeVisible();
  expect((await client.workflows.list({})).items).toHaveLength(before.items.length);
  expect((await client.runs.list({})).items).toEqual([]);

  await second.getByRole('button', { name: 'Import as a draft' }).click();
  await expect(second).toBeHidden();
  expect((await client.workflows.list({})).items.map(({ name }) => name)).toContain('Opened from outside');
  expect((await client.runs.list({})).items).toEqual([]);
  await rm(folder, { recursive: true, force: true });
});

test('a page puts text on the clipboard by way of the program', async ({ page }) => {
  await page.goto(`${site}/#/workflows/approval`);
  await expect(page.getByRole('heading', { level: 1, name: 'Approval' })).toBeAttached();

  await page.evaluate(async () => window.aiwm?.copy('some text'));

  expect(fake.copied).toEqual(['some text']);
});

test('the window works on a server and on this computer again, says where it is, and its page never has the token', async ({ page }) => {
  const server = await openServer();
  try {
    const { token } = await server.host.app.client(localUser('process')).tokens.create({ name: 'desk', scopes: ['admin'] });
    await server.host.app.client(localUser('process')).workflows.create({ name: 'Only on the server' });
    const client = host.app.client(localUser('process'));
    if ((await client.vault.status({})).state === 'absent') await client.vault.setup({ kind: 'password', password: 'a long password' });
    await client.servers.add({ name: 'office', url: server.address, secret: token });
    const heard: string[] = [];
    fake.windows[0]?.webContents.on('sent', (...said: readonly unknown[]) => { heard.push(JSON.stringify(said)); });
    await page.goto(`${site}/#/settings/servers`);
    await expect(page.getByRole('listitem', { name: 'This computer' })).toContainText('You work here');

    await page.getByRole('button', { name: 'Work on office' }).click();
    await expect.poll(() => fake.windows[0]?.webContents.reloads).toBe(1);
    await page.reload();
    await expect(page.getByText('You work on the server office')).toBeVisible();
    await page.goto(`${site}/#/workflows`);
    await expect(page.getByText('Only on the server').first()).toBeVisible();
    expect(`${await page.content()}${heard.join('')}`).not.toContain(token);

    await page.getByRole('link', { name: 'Change' }).click();
    await page.getByRole('button', { name: 'Work on This computer' }).click();
    await expect.poll(() => fake.windows[0]?.webContents.reloads).toBe(2);
    await page.reload();
    await expect(page.getByText('You work on the server office')).toHaveCount(0);
    await expect(page.getByRole('listitem', { name: 'This computer' })).toContainText('You work here');
  } finally {
    await server.close();
  }
});

async function serveScheme(page: Page): Promise<void> {
  const handler = fake.handlers.get('app');
  if (handler === undefined) throw new Error('The shell serves no scheme.');
  await page.route(`${site}/**`, async (route) => {
    const response = await handler(new Request(`app://aiwm${new URL(route.request().url()).pathname}`));
    await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body: Buffer.from(await response.arrayBuffer()) });
  });
}

async function runPreload(page: Page): Promise<void> {
  let port: MessagePort | undefined;
  const tell = (name: string, text: string): Promise<void> => page.evaluate(([receiver, said]) => { (globalThis as unknown as PipeEnds)[receiver]?.(said); }, [name, text] as const);
  await page.exposeBinding('toProgram', (_source, data: string) => { port?.postMessage(data); });
  await page.exposeBinding('sendIpc', async (_source, channel: string) => {
    const frame = recordedFrame('app://aiwm/');
    fake.ipcMain.emit(channel, { sender: fake.windows[0]?.webContents, senderFrame: frame });
    const [given] = frame.given;
    port = given?.ports[0];
    port?.on('message', (data: string) => { tell('fromProgram', data).catch(() => undefined); });
    if (given !== undefined) await tell('deliver', given.channel);
  });
  await page.exposeBinding('invokeIpc', async (_source, channel: string, ...words: readonly unknown[]) => fake.invoked.get(channel)?.({ sender: fake.windows[0]?.webContents, senderFrame: recordedFrame('app://aiwm/') }, ...words));
  fake.windows[0]?.webContents.on('sent', (channel: string, message: unknown) => { tell('hear', JSON.stringify({ channel, message })).catch(() => undefined); });
  const preload = await readFile(fake.windows[0]?.options.webPreferences?.preload ?? '', 'utf8');
  await page.addInitScript({ content: `{ const electron = (${electronOfPreload.toString()})(); ((require) => {\n${preload}\n})(() => electron); }` });
}

/** Functions of the page that stand for the ways in and out of it. */
interface PipeEnds {
  [name: string]: (text: string) => void;
}

/** Runs in the page: what a preload sees of Electron. */
function electronOfPreload(): object {
  const page = globalThis as unknown as PipeEnds & { invokeIpc(channel: string, ...words: readonly unknown[]): Promise<unknown> };
  const listeners = new Map<string, (event: { ports: readonly unknown[] }) => void>();
  page['deliver'] = (channel) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', ({ data }: MessageEvent<string>) => { page['toProgram']?.(data); });
    port1.start();
    page['fromProgram'] = (text) => { port1.postMessage(text); };
    listeners.get(channel)?.({ ports: [port2] });
  };
  const told = new Map<string, (event: object, message: unknown) => void>();
  page['hear'] = (text) => {
    const { channel, message } = JSON.parse(text) as { channel: string; message: unknown };
    told.get(channel)?.({}, message);
  };
  return {
    contextBridge: { exposeInMainWorld: (name: string, value: object) => { Reflect.set(globalThis, name, Object.freeze(value)); } },
    ipcRenderer: { invoke: async (channel: string, ...words: readonly unknown[]) => page.invokeIpc(channel, ...words), on: (channel: string, listener: (event: object, message: unknown) => void) => { told.set(channel, listener); }, send: (channel: string) => { page['sendIpc']?.(channel); }, once: (channel: string, listener: (event: { ports: readonly unknown[] }) => void) => { listeners.set(channel, listener); } },
  };
}
