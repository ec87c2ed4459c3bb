import { takeVaultPassword, type VaultPassword } from '../core/app/vault-password.ts';
import { present } from '../core/domain/model/present.ts';
import type { SettingsGiven } from '../core/domain/model/settings-layers.ts';
import { type ConnectOptions, connect } from './connect.ts';
import type { Connection } from './connect/connection.ts';
import type { GlobalFlags } from './global-flags.ts';
import { createPaint, type Paint } from './print/paint.ts';
import type { Terminal } from './terminal.ts';

/** One command on its way: where it prints, what was asked everywhere, how it reaches the data. */
export interface Session {
  readonly terminal: Terminal;
  readonly flags: GlobalFlags;
  readonly paint: Paint;
  /** Columns of the terminal a person looks at; absent for a pipe. */
  readonly width?: number | undefined;
  /** A line for people beside the results; nothing with --quiet. */
  hint(text: string): void;
  /** One result as one line of JSON. */
  json(value: unknown): void;
  connect(kind: ConnectOptions['kind'], area?: string): Promise<Connection>;
  /** The master password this process was told where to find, if it was. */
  readonly vaultPassword: VaultPassword;
  /** Flags and variables of this command that bear on settings. */
  readonly settings: SettingsGiven;
}

export function createSession(terminal: Terminal, flags: GlobalFlags): Session {
  const { dataDirectory, correlationId } = flags;
  const vaultPassword = takeVaultPassword({ descriptor: flags.vaultPasswordFd, environment: terminal.environment });
  const settings: SettingsGiven = { flags: flags.settings, environment: terminal.environment, ...present({ profile: flags.profile }) };
  const before = { wasReached: false };
  const session: Session = {
    terminal,
    flags,
    vaultPassword,
    settings,
    paint: createPaint(flags.color),
    width: terminal.isInteractive ? terminal.columns : undefined,
    hint(text) {
      if (!flags.quiet) terminal.err(`${text}\n`);
    },
    json(value) {
      terminal.out(`${JSON.stringify(value)}\n`);
    },
    async connect(kind, area) {
      const { server } = flags;
      // Which servers are kept is asked of this machine.
      if (server !== undefined && area !== 'servers') return (await import('./connect/server-connection.ts')).connectToServer(session, server, before);
      return connect({ dataDirectory, kind, signal: terminal.interrupted, vaultPassword, settings, ...(correlationId === undefined ? {} : { correlationId }) });
    },
  };
  return session;
}
