import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { openLogFile } from '../../core/app/log-file.ts';
import { AppError } from '../../core/domain/model/errors.ts';
import { connectToRunningHost } from '../connect.ts';
import type { Session } from '../session.ts';
import type { GlobalFlags } from '../global-flags.ts';
import type { Connection, OwnClient } from './connection.ts';
import { demandSameSettings } from './demand-same-settings.ts';

const longestStartMs = 30_000;
const betweenLooksMs = 50;

/** A client of the running host; where there is none, of one that is started in the background and ends when it is idle. */
export async function connectInBackground(session: Session, as?: OwnClient): Promise<Connection> {
  const { flags, terminal, settings } = session;
  // A server stays by itself.
  if (flags.server !== undefined) return session.connect('command');
  const running = await connectToRunningHost(flags.dataDirectory, flags.correlationId, as);
  if (running !== undefined) {
    await demandSameSettings(running, settings);
    return running;
  }
  const log = await startHost(flags);
  const deadline = performance.now() + longestStartMs;
  for (let hasEnded = false; performance.now() < deadline && !hasEnded; ) {
    // Asked first: it may end because another host was quicker, which then answers.
    hasEnded = log.hasEnded();
    const client = await connectToRunningHost(flags.dataDirectory, flags.correlationId, as);
    if (client !== undefined) return client;
    await delay(betweenLooksMs, undefined, { signal: terminal.interrupted });
  }
  throw new AppError('precondition_failed', `The host in the background did not start on "${flags.dataDirectory}".`, { next: `See ${log.file}, or run \`aiwm serve\` to watch it start.`, data: { log: log.file } });
}

async function startHost({ dataDirectory, profile, settings }: GlobalFlags): Promise<{ readonly file: string; hasEnded(): boolean }> {
  const { file, handle: log } = await openLogFile(dataDirectory, 'host.log');
  const program = process.argv[1] ?? '';
  const own = [...(profile === undefined ? [] : ['--profile', profile]), ...settings.flatMap((setting) => ['--setting', setting])];
  try {
    const host = spawn(process.execPath, [...process.execArgv, program, 'serve', '--until-idle', '--port', '0', '--data-dir', dataDirectory, ...own], {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      windowsHide: true,
    });
    host.unref();
    return { file, hasEnded: () => host.exitCode !== null || host.signalCode !== null };
  } finally {
    // The child has its own descriptor by now.
    await log.close();
  }
}
