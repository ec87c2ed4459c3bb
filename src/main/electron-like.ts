import type {
  App, BrowserWindow, BrowserWindowConstructorOptions, Dialog, IpcMain, Menu, MessageChannelMain, Protocol, Session, Shell,
} from 'electron';

export type ShellWindow = Pick<BrowserWindow, 'loadURL' | 'on' | 'show' | 'focus' | 'isMinimized' | 'restore' | 'webContents'>;

export type PermissionSession = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setDisplayMediaRequestHandler'
>;

/** What the shell uses of Electron, handed in: importing Electron itself would fetch its binary. */
export interface ElectronLike {
  readonly app: Pick<App, 'enableSandbox' | 'requestSingleInstanceLock' | 'whenReady' | 'on' | 'quit' | 'exit'>;
  readonly dialog: Pick<Dialog, 'showErrorBox'>;
  readonly ipcMain: Pick<IpcMain, 'on'>;
  readonly menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>;
  readonly protocol: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;
  readonly shell: Pick<Shell, 'openExternal'>;
  /** There once the app is ready. */
  session(): PermissionSession;
  createWindow(options: BrowserWindowConstructorOptions): ShellWindow;
  createChannel(): Pick<MessageChannelMain, 'port1' | 'port2'>;
}
