import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { productVersion } from '../../core/app/product-files.ts';
import { reachServer, type ReachedServer } from '../../core/app/remote/reach-server.ts';
import { readAuthority, readServerToken, readServerUrl, type RemoteServer } from '../../core/domain/model/remote-server.ts';
import { AppError } from '../../core/domain/model/errors.ts';
import { present } from '../../core/domain/model/present.ts';
import type { GlobalFlags, ServerFlags } from '../global-flags.ts';
import type { Session } from '../session.ts';
import type { Connection } from './connection.ts';
import { connectionOver } from './remote-connection.ts';

type Asking = Pick<Session, 'terminal' | 'flags' | 'hint' | 'vaultPassword'>;

/** A connection to the server the line names. Whoever reached it once waits for it, so `before` makes it patient. */
export async function connectToServer(session: Asking, flags: ServerFlags, before: { wasReached: boolean }): Promise<Connection> {
  const server = await serverOf(session, flags);
  const { hint, terminal } = session;
  let isTold = false;
  const reached = await reach(server, {
    session,
    isPatient: before.wasReached,
    onBreak: () => {
      if (!isTold) hint(`${server.url} does not answer just now; waiting for it. Ctrl+C ends the waiting.`);
      isTold = true;
    },
  });
  if (!before.wasReached && reached.version !== productVersion) hint(otherVersion(reached.version));
  before.wasReached = true;
  const connection = connectionOver(reached.link, () => reached.close());
  return {
    ...connection,
    async call(operation, input, signal = terminal.interrupted) {
      try {
        return await connection.call(operation, input, signal);
      } catch (error) {
        throw error instanceof AppError && error.code === 'operation_unknown' && reached.version !== productVersion ? unknownThere(error, reached.version) : error;
      }
    },
  };
}

interface Reaching {
  readonly session: Asking;
  readonly isPatient: boolean;
  readonly onBreak: () => void;
}

const patienceMs = 30_000;
const betweenTriesMs = 500;

async function reach(server: RemoteServer, { session, isPatient, onBreak }: Reaching): Promise<ReachedServer> {
  const { flags, terminal: { interrupted } } = session;
  const { setTimeout: delay } = await import('node:timers/promises');
  for (const until = performance.now() + (isPatient ? patienceMs : 0); ; ) {
    try {
      return await reachServer(server, { door: 'cli', signal: interrupted, onBreak, ...present({ correlationId: flags.correlationId }) });
    } catch (error) {
      const isAway = error instanceof AppError && error.code === 'connector_unavailable';
      if (!isAway || performance.now() >= until || interrupted.aborted) throw error;
    }
    await delay(betweenTriesMs, undefined, { signal: interrupted });
  }
}

/** What is meant by the flags and variables: an address with its token, or a server that was kept under a name. */
async function serverOf(session: Asking, { named, authorityFile, tokenFile }: ServerFlags): Promise<RemoteServer> {
  const { terminal, flags } = session;
  const variable = terminal.environment['AIWM_TOKEN'] ?? '';
  const given = tokenFile === undefined ? variable : await textOf(path.resolve(terminal.cwd, tokenFile));
  const token = given === '' ? undefined : readServerToken(given, tokenFile === undefined ? 'AIWM_TOKEN' : `"${tokenFile}"`);
  const authority = authorityFile === undefined ? undefined : readAuthority(await textOf(path.resolve(terminal.cwd, authorityFile)), `"${authorityFile}"`);
  if (/^[\w-]+$/u.test(named)) return keptServer(session, { named, flags, token, authority });
  const url = readServerUrl(named);
  if (token === undefined) {
    throw new AppError('credential_missing', `The server ${url} wants a token.`, { next: 'Set AIWM_TOKEN or name a file with --token-file; `aiwm tokens create` on the server makes one. `aiwm servers add` keeps both under a name.', data: { url } });
  }
  return { url, token, ...present({ authority }) };
}

interface NamedServer {
  readonly named: string;
  readonly flags: Pick<GlobalFlags, 'dataDirectory'>;
  readonly token: string | undefined;
  readonly authority: string | undefined;
}

async function keptServer(session: Asking, { named, flags, token, authority }: NamedServer): Promise<RemoteServer> {
  const { openKeptServer } = await import('../../core/app/remote/kept-server.ts');
  const kept = await openKeptServer(flags.dataDirectory, { name: named, password: session.vaultPassword, ...present({ token }) });
  return { ...kept, ...present({ authority }) };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new AppError('not_found', `The file "${file}" cannot be read.`, { next: 'Name a file you may read.', data: { path: file }, cause });
  }
}

function otherVersion(version: string | undefined): string {
  return `The server runs ${version === undefined ? 'an older version' : `version ${version}`}, this program is ${productVersion}: what only one of them knows is refused.`;
}

function unknownThere({ message, data }: AppError, version: string | undefined): AppError {
  return new AppError('operation_unknown', message, { next: `${otherVersion(version)} Use the same version on both sides.`, ...present({ data }) });
}
