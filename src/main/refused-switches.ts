import { AppError } from '../core/domain/model/errors.ts';
import type { ElectronLike } from './electron-like.ts';

/**
 * Switches by which whoever starts the program could open it to others or take its protection away. The fuses forbid those
 * of Node; these are Chromium's, and no fuse exists for them.
 */
export const refusedSwitches = [
  'allow-file-access-from-files', 'allow-running-insecure-content', 'disable-features', 'disable-seccomp-filter-sandbox', 'disable-setuid-sandbox', 'disable-site-isolation-trials',
  'disable-web-security', 'gpu-launcher', 'ignore-certificate-errors', 'inspect', 'inspect-brk', 'js-flags', 'load-extension', 'no-sandbox',
  'remote-allow-origins', 'remote-debugging-address', 'remote-debugging-pipe', 'remote-debugging-port', 'renderer-cmd-prefix', 'utility-cmd-prefix',
] as const;

/** Throws where an installed program is started with one of them; from source they help whoever works on it. */
export function demandNoRefusedSwitch({ app }: Pick<ElectronLike, 'app'>): void {
  if (!app.isPackaged) return;
  const given = refusedSwitches.filter((name) => app.commandLine.hasSwitch(name));
  if (given.length === 0) return;
  throw new AppError('access_denied', `The program does not start with ${given.map((name) => `--${name}`).join(', ')}: that would take its protection away.`, {
    next: 'Start it without. To look inside, run it from its source: `npm run desktop`.',
    data: { switches: given },
  });
}
