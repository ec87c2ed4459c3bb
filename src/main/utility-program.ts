import { fileURLToPath } from 'node:url';
import type { UtilityProcess } from 'electron';
import type { HostOptions } from '../core/app/open-host.ts';
import type { ElectronLike } from './electron-like.ts';

type StartProgram = NonNullable<HostOptions['startProgram']>;
type StartedProgram = ReturnType<StartProgram>;

/** Enough for what V8 says when memory runs out. */
const mostWords = 16 * 1024;

/** What a program cannot do without on some system; none of it is secret. */
const needed = ['SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'TZ'];

/** Programs beside the desktop's: its binary does not run as Node, by a fuse, so they are processes of Electron's own, which end with it. */
export function utilityPrograms({ utilityProcess }: Pick<ElectronLike, 'utilityProcess'>): StartProgram {
  return (program, { memoryMb }) =>
    started(
      utilityProcess.fork(fileURLToPath(program), [], {
        serviceName: 'AI Workflow Manager work',
        execArgv: [`--max-old-space-size=${memoryMb}`],
        env: { ...Object.fromEntries(needed.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))), AIWM_MEMORY_MB: String(memoryMb) },
        stdio: ['ignore', 'ignore', 'pipe'],
      }),
    );
}

function started(child: UtilityProcess): StartedProgram {
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { words = `${words}${text}`.slice(-mostWords); });
  return {
    send: (message) => { child.postMessage(message); },
    onMessage: (listener) => { child.on('message', listener); },
    onEnd: (listener) => { child.once('exit', (code) => { listener({ code, signal: null, lastWords: words }); }); },
    // Electron's own loop keeps the program alive, whatever runs beside it.
    hold: () => undefined,
    kill: () => { killNow(child); },
  };
}

/** What works hears no request to end. */
function killNow(child: UtilityProcess): void {
  try {
    if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
  child.kill();
}
