import path from 'node:path';
import { AppError, errorCodes } from '../core/domain/model/errors.ts';
import type { RendererFiles } from '../server/page/renderer-files.ts';
import { serveAppScheme } from './app-scheme.ts';
import type { Backend, BackendOptions } from './opened-backend.ts';
import { openCopyDoor } from './copy-door.ts';
import type { ElectronLike, ShellWindow } from './electron-like.ts';
import { followHouse } from './follow-house.ts';
import type { HandedOver, Start } from './hand-over.ts';
import { openWindow } from './hardened-window.ts';
import { createIpcDoor } from './ipc-door.ts';
import { lockSession } from './locked-session.ts';
import { installMenu } from './menu.ts';
import { createPageDesk, type PageDesk } from './page-desk.ts';
import { openPortDoor } from './port-door.ts';
import type { Program } from './program.ts';
import { sentences } from './sentences.ts';
import { stayInBackground } from './stay-in-background.ts';
import { tellSystem } from './system-notices.ts';
import { openTray } from './tray.ts';
import { utilityPrograms } from './utility-program.ts';
import { openServerDoor } from './server-door.ts';
import { onlyHere, openWorkPlace, type WorkPlace } from './work-place.ts';
import { programWords } from './words.ts';
import { watchCrashes } from './watch-crashes.ts';

export interface ShellOptions {
  /** Absolute path of the built preload. */
  readonly preload: string;
  /** Absolute path of the symbol beside the clock. */
  readonly symbol: string;
  /** Where the program keeps what is its own and no work of anybody: the place of its window, reports of crashes. */
  readonly userData: string;
  readonly platform: NodeJS.Platform;
  /** What the program was started with. */
  readonly start: Start;
  listFiles(): Promise<RendererFiles>;
  openBackend(given: BackendOptions): Promise<Backend>;
}

/** Starts so that nothing is done and nothing changed: {@link openSafeBackend}. */
export const safeMode = '--safe-mode';

/** Opens it once Electron is ready. */
export async function openProgram(electron: ElectronLike, options: ShellOptions): Promise<Program> {
  lockSession(electron.session());
  installMenu(electron, options.platform);
  const files = await options.listFiles();
  if (files.size === 0) throw new AppError('precondition_failed', 'The page of this installation is not built.', { next: 'Run `npm run build`, or install the program again.' });
  serveAppScheme(electron, files);
  const isSafe = options.start.words.includes(safeMode);
  const local = await options.openBackend({ startProgram: utilityPrograms(electron), isSafe });
  const place = local.keptServer === undefined ? undefined : await openWorkPlace(local, path.join(options.userData, 'server.json'), (error) => { electron.dialog.showErrorBox(programWords.serverAway, sentences(error)); });
  const backend = place?.backend ?? local;
  const leaving = new AbortController();
  closeBeforeQuit(electron, backend, leaving);
  const { window, desk } = await openMainWindow(electron, options, { backend, place });
  const program = { reveal: () => { reveal(window); }, take: (handed: readonly HandedOver[]) => { desk.take(handed); } };
  if (!isSafe) beBesideTheWindow(electron, { options, backend, window, program, leaving: leaving.signal });
  return program;
}

async function openMainWindow(electron: ElectronLike, options: ShellOptions, { backend, place }: { readonly backend: Backend; readonly place: WorkPlace | undefined }): Promise<{ readonly window: ShellWindow; readonly desk: PageDesk }> {
  let desk: PageDesk | undefined;
  const stateFile = path.join(options.userData, 'window.json');
  const window = await openWindow(electron, { preload: options.preload, stateFile, isSafe: options.start.words.includes(safeMode) }, (contents) => {
    const opened = createPageDesk(electron, contents);
    const door = createIpcDoor(electron, { contents, log: backend.log });
    openPortDoor(electron, { contents, backend, door, onGiven: () => { opened.pageIsThere(); } });
    openCopyDoor(electron, door);
    openServerDoor(place ?? onlyHere, { contents, door });
    contents.on('render-process-gone', () => { opened.pageIsGone(); });
    contents.on('destroyed', () => { opened.pageIsGone(); });
    watchCrashes(electron, { contents, folder: path.join(options.userData, 'crash-reports'), log: backend.log });
    desk = opened;
  });
  if (desk === undefined) throw new TypeError('A window is prepared before it is loaded.');
  return { window, desk };
}

interface Beside {
  readonly options: ShellOptions;
  readonly backend: Backend;
  readonly window: ShellWindow;
  readonly program: Program;
  readonly leaving: AbortSignal;
}

/** What the program is when nobody looks at its window: a symbol beside the clock, notices, runs that go on. */
function beBesideTheWindow(electron: ElectronLike, { options, backend, window, program, leaving }: Beside): void {
  const tray = openTray(electron, options.symbol, program);
  const background = stayInBackground(electron, window, backend.role === 'host');
  followHouse(backend, {
    onOverview(overview) {
      tray.show(overview);
      background.isBusy = overview.running.some(({ status }) => status !== 'paused');
    },
    onNews(news) {
      if (window.isDestroyed() || !window.isFocused()) tellSystem(electron, program, news);
    },
    onTheme(theme) { electron.nativeTheme.themeSource = theme; },
  }, leaving);
}

/** Quitting waits until runs are at rest in storage, then ends for good. */
function closeBeforeQuit({ app }: Pick<ElectronLike, 'app'>, backend: Backend, leaving: AbortController): void {
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    leaving.abort();
    try {
      await backend.close();
      app.exit(0);
    } catch (error) {
      process.stderr.write(`${sentences(error)}\n`);
      app.exit(errorCodes.unexpected.exit);
    }
  };
  app.on('will-quit', (event) => {
    event.preventDefault();
    closing ??= close();
  });
}

function reveal(window: ShellWindow): void {
  // A second start may come while this one ends.
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
