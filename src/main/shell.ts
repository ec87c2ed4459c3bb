import { AppError, errorCodes } from '../core/domain/model/errors.ts';
import { registerAppScheme } from './app-scheme.ts';
import { linkScheme } from './deep-link.ts';
import type { ElectronLike } from './electron-like.ts';
import { type HandedOver, readHandOver, readLink, Start } from './hand-over.ts';
import { lockNavigation } from './hardened-window.ts';
import { openProgram, type ShellOptions } from './open-program.ts';
import type { Program } from './program.ts';
import { demandNoRefusedSwitch } from './refused-switches.ts';
import { sentences } from './sentences.ts';
import { programWords } from './words.ts';

/**
 * The desktop program: one process, one window, its calls going through one port. What Electron wants before it is ready
 * happens before the first await. Where it cannot start it says why, and the process ends with the failure's exit code.
 */
export async function startShell(electron: ElectronLike, options: ShellOptions): Promise<void> {
  const { app } = electron;
  app.enableSandbox();
  registerAppScheme(electron);
  // A second start hands over what it was given, and ends.
  if (!app.requestSingleInstanceLock(options.start)) {
    app.quit();
    return;
  }
  const program = awaitProgram();
  program.take(readHandOver(options.start));
  hearSystem(electron, program);
  app.on('web-contents-created', (_event, contents) => { lockNavigation(contents, electron); });
  app.on('window-all-closed', () => { app.quit(); });

  await app.whenReady();
  try {
    demandNoRefusedSwitch(electron);
    program.isOpen(await openProgram(electron, options));
  } catch (error) {
    electron.dialog.showErrorBox(programWords.cannotStart, sentences(error));
    app.exit(error instanceof AppError ? errorCodes[error.code].exit : errorCodes.unexpected.exit);
  }
}

/** What comes before the program is open waits for it. */
interface AwaitedProgram extends Program {
  isOpen(program: Program): void;
}

function awaitProgram(): AwaitedProgram {
  let open: Program | undefined;
  let waiting: readonly HandedOver[] = [];
  return {
    reveal() { open?.reveal(); },
    take(handed) {
      if (open === undefined) waiting = [...waiting, ...handed];
      else open.take(handed);
    },
    isOpen(program) {
      open = program;
      program.take(waiting);
    },
  };
}

/** Second starts, and what macOS gives by events of its own. */
function hearSystem({ app }: Pick<ElectronLike, 'app'>, program: Program): void {
  const show = (handed: readonly HandedOver[]): void => {
    program.take(handed);
    program.reveal();
  };
  app.on('second-instance', (_event, ...[, , given]) => { show(readHandOver(Start.catch({ words: [], from: '' }).parse(given))); });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    show(readLink(link));
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    show([{ file }]);
  });
  app.on('activate', () => { program.reveal(); });
  // An installed program is what the system opens its links with; one that runs from source leaves them to it.
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme);
}
