import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { callByName } from '../core/app/call-by-name.ts';
import { type ReachedServer, reachServer } from '../core/app/remote/reach-server.ts';
import { serverNotReached } from '../core/app/remote/server-failures.ts';
import { AppError } from '../core/domain/model/errors.ts';
import { ServerName } from '../core/domain/model/kept-server.ts';
import { loadContract } from '../core/domain/operations/areas.ts';
import type { Backend } from './opened-backend.ts';
import { createPassingRouter } from './passing-router.ts';
import { passOn } from './remote-router.ts';

/** The server the window works on; its token stays in this process. */
export interface ChosenServer {
  readonly name: string;
  readonly url: string;
}

/** What the window works on: this computer, or a server that was kept under a name. */
export interface WorkPlace {
  /** What its calls go to, wherever that is. Servers are kept on this computer, so that calls about them stay here. */
  readonly backend: Backend;
  current(): ChosenServer | undefined;
  /** Changes over once the server has answered; without a name to this computer. It is kept for the next start. */
  choose(name: string | undefined): Promise<void>;
}

interface At {
  readonly server?: ChosenServer;
  readonly reached?: ReachedServer;
  /** Ends what is open there when the window goes elsewhere. */
  readonly left: AbortController;
}

/** Where nothing but this computer can be worked on. */
export const onlyHere: Pick<WorkPlace, 'current' | 'choose'> = {
  current: () => undefined,
  choose: async (name) => {
    if (name !== undefined) throw new AppError('precondition_failed', 'In safe mode only this computer is worked on.', { next: 'Start the program without --safe-mode.' });
  },
};

const Kept = z.object({ server: ServerName });

/** Runs of this computer go on whatever the window shows. `onAway` hears why the server of last time is not worked on. */
export async function openWorkPlace(local: Backend, file: string, onAway: (error: unknown) => void): Promise<WorkPlace> {
  let at: At = { left: new AbortController() };
  const router = createPassingRouter(await loadContract(), async ({ path, input, signal, caller }) => {
    const { server, reached, left } = at;
    const ends = AbortSignal.any(signal === undefined ? [left.signal] : [left.signal, signal]);
    if (server === undefined || reached === undefined || path[0] === 'servers') return callByName(local.router, path.join('.'), { input, caller, signal: ends });
    return passOn(reached.link, { path, input, signal: ends }, (cause) => serverNotReached(server.url, cause));
  });
  const goTo = async (name: string | undefined): Promise<void> => {
    const next = name === undefined ? undefined : await reach(local, name);
    const before = at;
    at = { ...next, left: new AbortController() };
    before.left.abort();
    await before.reached?.close();
  };
  const last = await readKept(file);
  if (last !== undefined) await goTo(last).catch(onAway);
  return {
    backend: {
      ...local,
      router,
      async close() {
        await at.reached?.close();
        await local.close();
      },
    },
    current: () => at.server,
    async choose(name) {
      await goTo(name);
      await keep(file, name);
    },
  };
}

async function reach(local: Backend, name: string): Promise<Pick<At, 'server' | 'reached'>> {
  const server = await local.keptServer?.(name);
  if (server === undefined) return {};
  return { server: { name, url: server.url }, reached: await reachServer(server, { door: 'desktop' }) };
}

async function readKept(file: string): Promise<string | undefined> {
  try {
    return Kept.parse(JSON.parse(await readFile(file, 'utf8'))).server;
  } catch {
    // None was chosen, or what stands there says nothing.
    return undefined;
  }
}

async function keep(file: string, name: string | undefined): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(name === undefined ? {} : { server: name }));
  await rename(`${file}.new`, file);
}
