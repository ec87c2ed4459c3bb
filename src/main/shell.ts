import { AppError, errorCodes } from '../core/domain/model/errors.ts';
import type { RendererFiles } from '../server/page/renderer-files.ts';
import { registerAppScheme, serveAppScheme } from './app-scheme.ts';
import type { Backend, BackendOptions } from './backend.ts';
import type { ElectronLike, ShellWindow } from './electron-like.ts';
import { openCopyDoor } from './copy-door.ts';
import { lockNavigation, openWindow } from './hardened-window.ts';
import { createIpcDoor } from './ipc-door.ts';
import { lockSession } from './locked-session.ts';
import { installMenu } from './menu.ts';
import { openPortDoor } from './port-door.ts';
import { demandNoRefusedSwitch } from './refused-switches.ts';
import { utilityPrograms } from './utility-program.ts';

export interface ShellOptions {
  /** Absolute path of the built preload. */
  readonly preload: string;
  readonly platform: NodeJS.Platform;
  listFiles(): Promise<RendererFiles>;
  openBackend(given: BackendOptions): Promise<Backend>;
}

/**
 * The desktop program: one process, one window, its calls going through one port. What Electron wants before it is ready
 * happens before the first await. Where it cannot start it says why, and the process ends with the failure's exit code.
 */
export async function startShell(electron: ElectronLike, options: ShellOptions): Promise<void> {
  const { app } = electron;
  app.enableSandbox();
  registerAppScheme(electron);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  let window: ShellWindow | undefined;
  app.on('second-instance', () => { if (window !== undefined) reveal(window); });
  app.on('web-contents-created', (_event, contents) => { lockNavigation(contents, electron); });
  app.on('window-all-closed', () => { app.quit(); });

  await app.whenReady();
  try {
    demandNoRefusedSwitch(electron);
    window = await openProgram(electron, options);
  } catch (error) {
    electron.dialog.showErrorBox('AI Workflow Manager cannot start', sentences(error));
    app.exit(error instanceof AppError ? errorCodes[error.code].exit : errorCodes.unexpected.exit);
  }
}

async function openProgram(electron: ElectronLike, options: ShellOptions): Promise<ShellWindow> {
  lockSession(electron.session());
  installMenu(electron, options.platform);
  const files = await options.listFiles();
  if (files.size === 0) throw new AppError('precondition_failed', 'The page of this installation is not built.', { next: 'Run `npm run build`, or install the program again.' });
  serveAppScheme(electron, files);
  const backend = await options.openBackend({ startProgram: utilityPrograms(electron) });
  closeBeforeQuit(electron, backend);
  return openWindow(electron, options.preload, (contents) => {
    const door = createIpcDoor(electron, { contents, log: backend.log });
    openPortDoor(electron, { contents, backend, door });
    openCopyDoor(electron, door);
  });
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

function sentences(error: unknown): string {
  if (error instanceof AppError) return [error.message, error.next].filter((sentence) => sentence !== undefined).join('\n\n');
  return error instanceof Error ? error.message : String(error);
}
