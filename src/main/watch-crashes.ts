import type { WebContents } from 'electron';
import type { Backend } from './opened-backend.ts';
import { type Crash, crashReport, offerCrashReport } from './crash-report.ts';
import type { ElectronLike } from './electron-like.ts';

export interface CrashWatchOptions {
  readonly contents: Pick<WebContents, 'on' | 'reload'>;
  /** Where reports are kept that somebody wants kept. */
  readonly folder: string;
  readonly log: Backend['log'];
}

/** A page that broke this often in a row is not loaded again by itself. */
const mostReloads = 3;

/** What breaks is noted, and shown as a report; a page that broke is loaded again, a program that broke ends in order. */
export function watchCrashes(electron: Pick<ElectronLike, 'app' | 'dialog' | 'onFault'>, { contents, folder, log }: CrashWatchOptions): void {
  let isShown = false;
  let reloads = 0;
  const tell = async (crash: Crash): Promise<void> => {
    log.warn('A part of the program broke', { what: crash.what, reason: crash.reason.slice(0, 1000) });
    // One at a time: whoever reads a report is not to be buried under others.
    if (isShown) return;
    isShown = true;
    try {
      await offerCrashReport(electron, folder, crashReport(crash, new Date()));
    } catch (error) {
      log.warn('A crash report could not be kept', { reason: String(error) });
    } finally {
      isShown = false;
    }
  };
  contents.on('did-finish-load', () => { reloads = 0; });
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    reloads += 1;
    if (reloads <= mostReloads) contents.reload();
    void tell({ what: 'window', reason: `${reason}, exit code ${exitCode}` });
  });
  electron.app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    // Work that takes too much is ended by us, and told to whoever asked for it.
    if (type === 'Utility' || reason === 'clean-exit' || reason === 'killed') return;
    void tell({ what: 'process', reason: `${type}: ${reason}, exit code ${exitCode}` });
  });
  const endAfter = async (fault: unknown): Promise<void> => {
    await tell({ what: 'program', reason: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) });
    electron.app.quit();
  };
  electron.onFault((fault) => { void endAfter(fault); });
}
