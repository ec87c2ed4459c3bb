import type { App, AppRouter } from '../core/app/app.ts';
import type { HostOptions } from '../core/app/open-host.ts';

/** What the window's calls go to. */
export interface Backend {
  readonly role: 'host' | 'client' | 'reader';
  readonly router: AppRouter;
  /** Where the window's part of the program notes what happened to it. */
  readonly log: Pick<App['log'], 'warn'>;
  close(): Promise<void>;
}

export interface BackendOptions extends Pick<HostOptions, 'startProgram'> {
  /** Reads only. @default false */
  readonly isSafe?: boolean;
}
