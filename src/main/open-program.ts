import { AppError, errorCodes } from '../core/domain/model/errors.ts';
import type { RendererFiles } from '../server/page/renderer-files.ts';
import { serveAppScheme } from './app-scheme.ts';
import type { Backend, BackendOptions } from './backend.ts';
import { openCopyDoor } from './copy-door.ts';
import type { ElectronLike, ShellWindow } from './electron-like.ts';
import type { HandedOver, Start } from './hand-over.ts';
import { openWindow } from './hardened-window.ts';
import { createIpcDoor } from './ipc-door.ts';
import { lockSession } from './locked-session.ts';
import { installMenu } from './menu.ts';
import { createPageDesk, type PageDesk } from './page-desk.ts';
import { openPortDoor } from './port-door.ts';
import { sentences } from './sentences.ts';
import { utilityPrograms } from './utility-program.ts';

export interface ShellOptions {
  /** Absolute path of the built preload. */
  readonly preload: string;
  readonly platform: NodeJS.Platform;
  /** What the program was started with. */
  readonly start: Start;
  listFiles(): Promise<RendererFiles>;
  openBackend(given: BackendOptions): Promise<Backend>;
}

/** The program with its window. */
export interface Program {
  /** Brings the window to the front. */
  reveal(): void;
  /** Shows places and files that came from outside. */
  take(handed: readonly HandedOver[]): void;
}

/** Opens it once Electron is ready. */
export async function openProgram(electron: ElectronLike, options: ShellOptions): Promise<Program> {
  lockSession(electron.session());
  installMenu(electron, options.platform);
  const files = await options.listFiles();
  if (files.size === 0) throw new AppError('precondition_failed', 'The page of this installation is not built.', { next: 'Run `npm run build`, or install the program again.' });
  serveAppScheme(electron, files);
  const backend = await options.openBackend({ startProgram: utilityPrograms(electron) });
  closeBeforeQuit(electron, backend);
  let desk: PageDesk | undefined;
  const window = await openWindow(electron, options.preload, (contents) => {
    const opened = createPageDesk(electron, contents);
    const door = createIpcDoor(electron, { contents, log: backend.log });
    openPortDoor(electron, { contents, backend, door, onGiven: () => { opened.pageIsThere(); } });
    openCopyDoor(electron, door);
    contents.on('render-process-gone', () => { opened.pageIsGone(); });
    desk = opened;
  });
  return { reveal: () => { reveal(window); }, take: (handed) => { desk?.take(handed); } };
}

/** Quitting waits until runs are at rest in storage, then ends for good. */
function closeBeforeQuit({ app }: Pick<ElectronLike, 'app'>, backend: Backend): void {
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
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
  if (window.isMinimized()) window.restore();
  window.focus();
}
