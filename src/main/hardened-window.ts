import type { WebContents } from 'electron';
import { pageAddress } from './app-scheme.ts';
import type { ElectronLike, ShellWindow } from './electron-like.ts';

/**
 * The one way to a window: its page runs in a sandbox, in a world apart from the preload, and shows itself once it is
 * drawn. `prepare` is told of the contents before the page is loaded into them.
 */
export async function openWindow(electron: Pick<ElectronLike, 'app' | 'createWindow'>, preload: string, prepare: (contents: WebContents) => void): Promise<ShellWindow> {
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
      devTools: !electron.app.isPackaged,
    },
  });
  window.on('ready-to-show', () => { window.show(); });
  prepare(window.webContents);
  await window.loadURL(pageAddress);
  return window;
}

/** Contents stay where they are: links of the web and mail open outside, everything else nowhere. Previews are written into their frames. */
export function lockNavigation(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>, { shell }: Pick<ElectronLike, 'shell'>): void {
  contents.on('will-navigate', (event) => { event.preventDefault(); });
  contents.on('will-frame-navigate', (event) => { if (event.isMainFrame || event.url !== 'about:srcdoc') event.preventDefault(); });
  contents.on('will-redirect', (event) => { event.preventDefault(); });
  contents.on('will-attach-webview', (event) => { event.preventDefault(); });
  contents.setWindowOpenHandler(({ url }) => {
    // Where no program takes it, nothing opens: the page has nothing to do about it.
    if (mayOpenOutside(url)) shell.openExternal(new URL(url).href).catch(() => undefined);
    return { action: 'deny' };
  });
}

/** As long as every system takes. */
const longestAddress = 2000;

function mayOpenOutside(address: string): boolean {
  return address.length <= longestAddress && URL.canParse(address) && ['https:', 'mailto:'].includes(new URL(address).protocol);
}
