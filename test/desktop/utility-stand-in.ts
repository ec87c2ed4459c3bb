import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ForkOptions } from 'electron';

/** Stands where `utilityProcess.fork` does: a process of Node that finds a port to its parent where one of Electron does, and no input. */
export function startStandIn(program: string, args: readonly string[], { env, execArgv = [] }: ForkOptions): object {
  const child = fork(program, args, {
    serialization: 'advanced',
    execArgv: [...execArgv, '--import', fileURLToPath(new URL('parent-port-process.ts', import.meta.url))],
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const stands = Object.assign(new EventEmitter(), {
    get pid() { return child.pid; },
    stderr: child.stderr,
    postMessage: (message: object) => child.send(message, () => undefined),
    kill: () => child.kill(),
  });
  child.on('message', (message) => { stands.emit('message', message); });
  child.once('exit', (code) => { stands.emit('exit', code ?? 1); });
  return stands;
}
