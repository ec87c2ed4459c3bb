import type { WebContents } from 'electron';
import { pageAddress } from './app-scheme.ts';
import type { ElectronLike, PermissionSession, ShellWindow } from './electron-like.ts';

/**
 * The one way to a window: its page runs in a sandbox, in a world apart from the preload, and shows itself once it is
 * drawn. `prepare` is told of the contents before the page is loaded into them.
 */
export async function openWindow(electron: Pick<ElectronLike, 'createWindow'>, preload: string, prepare: (contents: WebContents) => void): Promise<ShellWindow> {
  const window = electron.createWindow({
    width: 1280,
    height: 832,
    minWidth: 640,
    minHeight: 480,
    show: false,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  window.on('ready-to-show', () => { window.show(); });
  prepare(window.webContents);
  await window.loadURL(pageAddress);
  return window;
}

/** Electron grants what it is not told to deny. */
export function denyPermissions(session: PermissionSession): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => { decide(false); });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, decide) => { decide({}); });
}

/** Contents stay where they are: links of the web and mail open outside, everything else nowhere. */
export function lockNavigation(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>, { shell }: Pick<ElectronLike, 'shell'>): void {
  contents.on('will-navigate', (event) => { event.preventDefault(); });
  contents.on('will-frame-navigate', (event) => { event.preventDefault(); });
  contents.on('will-redirect', (event) => { event.preventDefault(); });
  contents.on('will-attach-webview', (event) => { event.preventDefault(); });
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) void shell.openExternal(new URL(url).href);
    return { action: 'deny' };
  });
}

function mayOpenOutside(address: string): boolean {
  return URL.canParse(address) && ['https:', 'mailto:'].includes(new URL(address).protocol);
}
