/**
 * Starts the built main program on plain Node with an `electron` that records, then tries what each point of Electron's
 * security checklist is about. Prints what came of it, as JSON. Arguments: the built main program, the built preload.
 */
import { readFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { recorded } from './electron-stand-in.ts';
import { recordedFrame } from './recording-electron.ts';

const [main = '', preload = ''] = process.argv.slice(2);
const standIn = new URL('electron-stand-in.ts', import.meta.url).href;
registerHooks({ resolve: (specifier, context, next) => (specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context)) });
await import(pathToFileURL(main).href);

const [window] = recorded.windows;
if (window === undefined) throw new Error(`No window: ${recorded.errors.join(' ')}`);
const { webContents: contents, options, loaded } = window;
const { webPreferences: preferences = {} } = options;
type Decide = (...given: readonly unknown[]) => unknown;
const handler = (name: string): Decide => recorded.session.get(name) as unknown as Decide;
const decided = (name: string, ...given: readonly unknown[]): unknown => {
  let answer: unknown;
  handler(name)(...given, (said: unknown) => { answer = said; });
  return answer;
};
const isPrevented = (event: string, url: string): boolean => {
  let prevented = false;
  contents.emit(event, { url, isMainFrame: true, preventDefault: () => { prevented = true; } });
  return prevented;
};
const served = async (address: string): Promise<Response> => {
  const answer = await recorded.handlers.get('app')?.(new Request(address));
  if (answer === undefined) throw new Error('No scheme is served.');
  return answer;
};
const page = await served('app://aiwm/');
const foreign = { sender: contents, senderFrame: recordedFrame('https://evil.example/') };
recorded.ipcMain.emit('aiwm:want-port', foreign);

/** What the built preload gives a page, and what it asks Electron for. */
const exposed: Record<string, object> = {};
const required: string[] = [];
const code = await readFile(preload, 'utf8');
const runPreload = runInNewContext(`((require) => {\n${code}\n})`, { window: { addEventListener: () => undefined }, location: {}, AbortController }) as (require: (name: string) => object) => void;
runPreload((name) => {
  required.push(name);
  return { contextBridge: { exposeInMainWorld: (as: string, value: object) => { exposed[as] = value; } }, ipcRenderer: { on: () => undefined, once: () => undefined, send: () => undefined } };
});

const points = {
  'only content of its own, by a scheme of its own': [loaded, decided('onBeforeRequest', { url: 'https://example.org/' })],
  'no Node in the page': [preferences.nodeIntegration, preferences.nodeIntegrationInWorker, preferences.nodeIntegrationInSubFrames],
  'context isolation': preferences.contextIsolation,
  'sandbox, for every process': [preferences.sandbox, recorded.order.indexOf('enableSandbox') < recorded.order.indexOf('ready')],
  'every permission denied': [decided('setPermissionRequestHandler', undefined, 'media'), handler('setPermissionCheckHandler')(), handler('setDevicePermissionHandler')(), decided('setDisplayMediaRequestHandler', {})],
  'web security': preferences.webSecurity,
  'a content policy with trusted types': [/default-src 'none'.*script-src 'self';.*object-src 'none'.*require-trusted-types-for 'script'/u.test(page.headers.get('content-security-policy') ?? ''), /unsafe/u.test(page.headers.get('content-security-policy') ?? '')],
  'no insecure content': preferences.allowRunningInsecureContent,
  'no experimental features': preferences.experimentalFeatures ?? false,
  'no Blink features': preferences.enableBlinkFeatures ?? '',
  'no webview': preferences.webviewTag,
  'no webview attached': isPrevented('will-attach-webview', ''),
  'no navigation': ['will-navigate', 'will-frame-navigate', 'will-redirect'].map((event) => isPrevented(event, 'app://aiwm/other')),
  'no new windows': contents.decideOpen?.({ url: 'app://aiwm/' }).action,
  'only https and mail outside': ['https://example.org/', 'mailto:a@b.c', 'http://example.org/', 'file:///etc/passwd', 'ms-msdt:/id', 'vbscript:x'].map((url) => contents.decideOpen?.({ url })) && recorded.opened,
  'senders are checked': [foreign.senderFrame.given, await recorded.invoked.get('aiwm:copy')?.(foreign, 'x')],
  'no file addresses': [[...recorded.handlers.keys()], (await served('app://aiwm/../package.json')).status, (await served('app://aiwm/..%2fpackage.json')).status],
  'nothing of Electron in the page': [required, Object.fromEntries(Object.entries(exposed).map(([name, value]) => [name, Object.keys(value)]))],
  'one program at a time': recorded.order.includes('lock'),
  'the page is the built one': [page.status, page.headers.get('content-type'), (await page.text()).includes('id="root"')],
};
recorded.app.emit('will-quit', { preventDefault: () => undefined });
while (recorded.exits.length === 0) await new Promise((resolve) => { setImmediate(resolve); });
process.stdout.write(`${JSON.stringify({ ...points, exits: recorded.exits })}\n`);
