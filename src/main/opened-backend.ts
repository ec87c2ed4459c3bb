import type { App, AppRouter } from '../core/app/app.ts';
import type { RemoteServer } from '../core/domain/model/remote-server.ts';
import type { HostOptions } from '../core/app/open-host.ts';

/** What the window's calls go to. */
export interface Backend {
  readonly role: 'host' | 'client' | 'reader';
  readonly router: AppRouter;
  /** Where the window's part of the program notes what happened to it. */
  readonly log: Pick<App['log'], 'warn'>;
  /** A server that was kept under a name, with its token. Absent where nothing but this computer is worked on. */
  readonly keptServer?: (name: string) => Promise<RemoteServer>;
  close(): Promise<void>;
}

export interface BackendOptions extends Pick<HostOptions, 'startProgram'> {
  /** Reads only. @default false */
  readonly isSafe?: boolean;
}
