import type { WebContents } from 'electron';
import { pageAddress } from './app-scheme.ts';
import type { ElectronLike, ShellWindow } from './electron-like.ts';
import { keepWindowState, readWindowState } from './window-state.ts';
import { programWords } from './words.ts';

export interface WindowOptions {
  readonly preload: string;
  /** Where it is kept where the window stood. */
  readonly stateFile: string;
  /** Its title says that nothing is changed here. */
  readonly isSafe: boolean;
}

/**
 * The one way to a window: its page runs in a sandbox, in a world apart from the preload, and shows itself once it is
 * drawn. `prepare` is told of the contents before the page is loaded into them.
 */
export async function openWindow(electron: Pick<ElectronLike, 'app' | 'createWindow' | 'nativeTheme' | 'screen'>, { preload, stateFile, isSafe }: WindowOptions, prepare: (contents: WebContents) => void): Promise<ShellWindow> {
  const last = readWindowState(electron, stateFile);
  const window = electron.createWindow({
    ...(last === undefined ? { width: 1280, height: 832 } : { x: last.x, y: last.y, width: last.width, height: last.height }),
    title: isSafe ? programWords.safeTitle : programWords.name,
    backgroundColor: electron.nativeTheme.shouldUseDarkColors ? '#15161b' : '#f6f7f9',
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
  if (last?.isMaximized === true) window.maximize();
  window.on('ready-to-show', () => { window.show(); });
  window.on('close', () => { keepWindowState(window, stateFile); });
  // The page's own title would say nothing of safe mode.
  if (isSafe) window.on('page-title-updated', (event) => { event.preventDefault(); });
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
