import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { BrowserWindowConstructorOptions, MenuItemConstructorOptions } from 'electron';
import type { ElectronLike } from '../../src/main/electron-like.ts';

/** Stands where a window's contents do: emits what Electron emits, remembers who may open windows. */
export class RecordedContents extends EventEmitter {
  decideOpen: ((details: { url: string }) => { action: string }) | undefined;

  setWindowOpenHandler(decide: (details: { url: string }) => { action: string }): void {
    this.decideOpen = decide;
  }
}

/** Stands where a window does. */
export class RecordedWindow extends EventEmitter {
  readonly webContents = new RecordedContents();
  readonly options: BrowserWindowConstructorOptions;
  readonly loaded: string[] = [];
  readonly calls: string[] = [];

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }

  loadURL(address: string): Promise<void> {
    this.loaded.push(address);
    return Promise.resolve();
  }

  show(): void {
    this.calls.push('show');
  }

  focus(): void {
    this.calls.push('focus');
  }

  isMinimized(): boolean {
    return true;
  }

  restore(): void {
    this.calls.push('restore');
  }
}

type SchemeHandler = (request: Request) => Promise<Response>;
type Deny = (...call: readonly unknown[]) => unknown;

export interface RecordingElectron {
  readonly electron: ElectronLike;
  /** What was called, in order. */
  readonly order: string[];
  readonly app: EventEmitter;
  readonly ipcMain: EventEmitter;
  readonly windows: RecordedWindow[];
  readonly schemes: { readonly scheme: string; readonly privileges: object }[];
  readonly handlers: Map<string, SchemeHandler>;
  readonly session: Map<string, Deny>;
  readonly opened: string[];
  readonly errors: string[];
  readonly exits: number[];
  readonly menus: MenuItemConstructorOptions[][];
}

/** An Electron that only writes down what it is told, and whose events a test sends. Ports are real ones, of Node. */
export function recordingElectron({ isFirst = true }: { readonly isFirst?: boolean } = {}): RecordingElectron {
  const record = {
    order: [] as string[],
    windows: [] as RecordedWindow[],
    schemes: [] as { scheme: string; privileges: object }[],
    handlers: new Map<string, SchemeHandler>(),
    session: new Map<string, Deny>(),
    opened: [] as string[],
    errors: [] as string[],
    exits: [] as number[],
    menus: [] as MenuItemConstructorOptions[][],
  };
  const note = <T>(what: string, answer: T): T => {
    record.order.push(what);
    return answer;
  };
  const app = Object.assign(new EventEmitter(), {
    enableSandbox: () => note('enableSandbox', undefined),
    requestSingleInstanceLock: () => note('lock', isFirst),
    whenReady: () => note('ready', Promise.resolve()),
    quit: () => note('quit', undefined),
    exit: (code: number) => note('exit', record.exits.push(code)),
  });
  const ipcMain = new EventEmitter();
  const permissions = ['setPermissionRequestHandler', 'setPermissionCheckHandler', 'setDevicePermissionHandler', 'setDisplayMediaRequestHandler'];
  const electron = {
    app,
    ipcMain,
    dialog: { showErrorBox: (title: string, text: string) => { record.errors.push(`${title}: ${text}`); } },
    menu: { buildFromTemplate: (template: MenuItemConstructorOptions[]) => template, setApplicationMenu: (menu: MenuItemConstructorOptions[]) => { record.menus.push(menu); } },
    protocol: {
      registerSchemesAsPrivileged: (schemes: typeof record.schemes) => note('schemes', record.schemes.push(...schemes)),
      handle: (scheme: string, handler: SchemeHandler) => { record.handlers.set(scheme, handler); },
    },
    shell: { openExternal: (address: string) => Promise.resolve(record.opened.push(address)) },
    session: () => Object.fromEntries(permissions.map((name) => [name, (decide: Deny) => { record.session.set(name, decide); }])),
    createWindow(options: BrowserWindowConstructorOptions) {
      const window = new RecordedWindow(options);
      record.windows.push(window);
      note('window', app.emit('web-contents-created', {}, window.webContents));
      return window;
    },
    createChannel: () => new MessageChannel(),
  };
  // Node's emitters and ports stand for Electron's, which have the same methods under other types.
  return { ...record, app, ipcMain, electron: electron as unknown as ElectronLike };
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
