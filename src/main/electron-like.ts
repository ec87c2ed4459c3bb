import type {
  App, BrowserWindow, BrowserWindowConstructorOptions, Clipboard, Dialog, IpcMain, Menu, MessageChannelMain, NativeTheme, Notification, NotificationConstructorOptions, Protocol, Screen, Session, Shell,
  Tray, utilityProcess,
} from 'electron';

export type ShellWindow = Pick<BrowserWindow, 'loadURL' | 'on' | 'show' | 'focus' | 'hide' | 'isDestroyed' | 'isFocused' | 'isMinimized' | 'isMaximized' | 'maximize' | 'getNormalBounds' | 'restore' | 'webContents'>;

export type LockableSession = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setDisplayMediaRequestHandler' | 'on'
> & { readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> };

/** What the shell uses of Electron, handed in: importing Electron itself would fetch its binary. */
export interface ElectronLike {
  readonly app: Pick<App, 'enableSandbox' | 'requestSingleInstanceLock' | 'whenReady' | 'on' | 'quit' | 'exit' | 'isPackaged' | 'setAsDefaultProtocolClient'> & { readonly commandLine: Pick<App['commandLine'], 'hasSwitch'> };
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  readonly dialog: Pick<Dialog, 'showErrorBox' | 'showMessageBox'>;
  readonly ipcMain: Pick<IpcMain, 'on' | 'handle'>;
  readonly menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>;
  readonly nativeTheme: Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'>;
  readonly protocol: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;
  readonly screen: Pick<Screen, 'getAllDisplays'>;
  readonly shell: Pick<Shell, 'openExternal'>;
  readonly utilityProcess: Pick<typeof utilityProcess, 'fork'>;
  /** There once the app is ready. */
  session(): LockableSession;
  createWindow(options: BrowserWindowConstructorOptions): ShellWindow;
  /** Of an icon's path. */
  createTray(icon: string): Pick<Tray, 'setToolTip' | 'setContextMenu' | 'on'>;
  /** Nothing where the system shows none. */
  createNotification(options: NotificationConstructorOptions): Pick<Notification, 'on' | 'show'> | undefined;
  /** Hears what nobody caught in this process. */
  onFault(listener: (error: unknown) => void): void;
  createChannel(): Pick<MessageChannelMain, 'port1' | 'port2'>;
}
