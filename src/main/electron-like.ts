import type {
  App, BrowserWindow, BrowserWindowConstructorOptions, Clipboard, Dialog, IpcMain, Menu, MessageChannelMain, Protocol, Session, Shell, utilityProcess,
} from 'electron';

export type ShellWindow = Pick<BrowserWindow, 'loadURL' | 'on' | 'show' | 'focus' | 'isMinimized' | 'restore' | 'webContents'>;

export type LockableSession = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setDisplayMediaRequestHandler' | 'on'
> & { readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> };

/** What the shell uses of Electron, handed in: importing Electron itself would fetch its binary. */
export interface ElectronLike {
  readonly app: Pick<App, 'enableSandbox' | 'requestSingleInstanceLock' | 'whenReady' | 'on' | 'quit' | 'exit' | 'isPackaged' | 'setAsDefaultProtocolClient'> & { readonly commandLine: Pick<App['commandLine'], 'hasSwitch'> };
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  readonly dialog: Pick<Dialog, 'showErrorBox'>;
  readonly ipcMain: Pick<IpcMain, 'on' | 'handle'>;
  readonly menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>;
  readonly protocol: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;
  readonly shell: Pick<Shell, 'openExternal'>;
  readonly utilityProcess: Pick<typeof utilityProcess, 'fork'>;
  /** There once the app is ready. */
  session(): LockableSession;
  createWindow(options: BrowserWindowConstructorOptions): ShellWindow;
  createChannel(): Pick<MessageChannelMain, 'port1' | 'port2'>;
}
