import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { BrowserWindowConstructorOptions, MenuItemConstructorOptions } from 'electron';
import type { ElectronLike } from '../../src/main/electron-like.ts';
import type { Port } from '../../src/main/port-door.ts';
import { RecordedWindow } from './recorded-window.ts';
import { startStandIn } from './utility-stand-in.ts';

type SchemeHandler = (request: Request) => Promise<Response>;
type Told = (...call: readonly never[]) => unknown;

/** What a test says of the machine the program starts on. */
export interface RecordingOptions {
  readonly isFirst?: boolean;
  readonly isPackaged?: boolean;
  readonly switches?: readonly string[];
  /** Which button is pressed in a window of the system. @default the first */
  readonly button?: number;
}

const denied = ['setPermissionRequestHandler', 'setPermissionCheckHandler', 'setDevicePermissionHandler', 'setDisplayMediaRequestHandler'];

/** An Electron that only writes down what it is told, and whose events a test sends. Ports are real ones, of Node. */
export function recordingElectron({ isFirst = true, isPackaged = false, switches = [], button = 0 }: RecordingOptions = {}) {
  const record = {
    /** What was called, in order. */
    order: [] as string[],
    windows: [] as RecordedWindow[],
    schemes: [] as { scheme: string; privileges: object }[],
    handlers: new Map<string, SchemeHandler>(),
    session: new Map<string, Told>(),
    /** Of the session: what happens to a download. */
    downloads: new EventEmitter(),
    /** By channel: what answers `invoke`. */
    invoked: new Map<string, (event: object, ...given: readonly unknown[]) => Promise<unknown>>(),
    /** Schemes whose links the system gives to the program. */
    links: [] as string[],
    opened: [] as string[],
    copied: [] as string[],
    errors: [] as string[],
    exits: [] as number[],
    menus: [] as MenuItemConstructorOptions[][],
    theme: { themeSource: 'system', shouldUseDarkColors: false },
    notices: [] as { readonly title: string; readonly body: string; readonly click: () => void }[],
    /** Questions of the system. */
    boxes: [] as { readonly detail: string }[],
    /** What nobody caught. */
    faults: new EventEmitter(),
    tray: Object.assign(new EventEmitter(), {
      icon: '',
      tips: [] as string[],
      menu: [] as MenuItemConstructorOptions[],
      setToolTip(tip: string) { this.tips.push(tip); },
      setContextMenu(menu: MenuItemConstructorOptions[]) { this.menu = menu; },
    }),
  };
  const note = <T>(what: string, answer: T): T => {
    record.order.push(what);
    return answer;
  };
  const app = Object.assign(new EventEmitter(), {
    isPackaged,
    commandLine: { hasSwitch: (name: string) => switches.includes(name) },
    getPath: () => process.env['AIWM_HOME'] ?? '/nowhere',
    setAsDefaultProtocolClient: (scheme: string) => record.links.push(scheme),
    enableSandbox: () => note('enableSandbox', undefined),
    requestSingleInstanceLock: () => note('lock', isFirst),
    whenReady: () => note('ready', Promise.resolve()),
    quit: () => note('quit', undefined),
    exit: (code: number) => note('exit', record.exits.push(code)),
  });
  const ipcMain = Object.assign(new EventEmitter(), { handle: record.invoked.set.bind(record.invoked) });
  const session = {
    ...Object.fromEntries(denied.map((name) => [name, (decide: Told) => { record.session.set(name, decide); }])),
    on: record.downloads.on.bind(record.downloads),
    webRequest: { onBeforeRequest: (decide: Told) => { record.session.set('onBeforeRequest', decide); } },
  };
  const electron = {
    app,
    ipcMain,
    clipboard: { writeText: async (text: string) => { record.copied.push(text); } },
    nativeTheme: record.theme,
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    createTray: (icon: string) => Object.assign(record.tray, { icon }),
    createNotification: (options: { readonly title: string; readonly body: string }) => {
      const notice = Object.assign(new EventEmitter(), { show: () => { record.notices.push({ ...options, click: () => { notice.emit('click'); } }); } });
      return notice;
    },
    onFault: (listener: (fault: unknown) => void) => { record.faults.on('fault', listener); },
    dialog: { showMessageBox: async (box: { readonly detail: string }) => ({ response: record.boxes.push(box) && button }), showErrorBox: (title: string, text: string) => { record.errors.push(`${title}: ${text}`); } },
    menu: { buildFromTemplate: (template: MenuItemConstructorOptions[]) => template, setApplicationMenu: (menu: MenuItemConstructorOptions[]) => { record.menus.push(menu); } },
    protocol: {
      registerSchemesAsPrivileged: (schemes: typeof record.schemes) => note('schemes', record.schemes.push(...schemes)),
      handle: (scheme: string, handler: SchemeHandler) => { record.handlers.set(scheme, handler); },
    },
    shell: { openExternal: (address: string) => Promise.resolve(record.opened.push(address)) },
    utilityProcess: { fork: startStandIn },
    session: () => session,
    createWindow(options: BrowserWindowConstructorOptions) {
      const window = new RecordedWindow(options);
      record.windows.push(window);
      note('window', app.emit('web-contents-created', {}, window.webContents));
      return window;
    },
    createChannel,
  };
  // Node's emitters and ports stand for Electron's, which have the same methods under other types.
  return { ...record, app, ipcMain, electron: electron as unknown as ElectronLike };
}

export type RecordingElectron = ReturnType<typeof recordingElectron>;

/** A channel of Node whose first end speaks as one of Electron's main process: its messages come as events. */
export function createChannel(): { readonly port1: Port; readonly port2: MessagePort } {
  const { port1, port2 } = new MessageChannel();
  const main = Object.assign(new EventEmitter(), { postMessage: port1.postMessage.bind(port1), start: port1.start.bind(port1), close: port1.close.bind(port1) });
  port1.on('message', (data: unknown) => { main.emit('message', { data }); });
  port1.on('close', () => { main.emit('close'); });
  return { port1: main as unknown as Port, port2 };
}

export interface RecordedFrame {
  readonly url: string;
  readonly parent: object | null;
  readonly given: { readonly channel: string; readonly ports: readonly MessagePort[] }[];
  postMessage(channel: string, message: unknown, ports: readonly MessagePort[]): void;
}

/** A frame that remembers what it was given. */
export function recordedFrame(url: string, parent: object | null = null): RecordedFrame {
  const given: RecordedFrame['given'] = [];
  return { url, parent, given, postMessage: (channel, _message, ports) => { given.push({ channel, ports }); } };
}
