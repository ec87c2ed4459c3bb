import { runCommandLine } from '../../src/cli/command-line.ts';
import { errorFromWire } from '../../src/core/domain/model/error-wire.ts';
import type { JsonObject } from '../../src/core/domain/model/json.ts';
import { startHttpServer } from '../../src/server/http-server.ts';
import { argvOf, environmentOf } from '../adapters/cli/argv-of.ts';
import { createTestTerminal } from '../adapters/cli/test-terminal.ts';
import { describeDoor } from './door-contract.ts';
import { operationTable } from './fixture/operation-table.ts';

interface Asked {
  readonly operation: string;
  readonly input: JsonObject;
  readonly dataDirectory: string;
  readonly signal: AbortSignal;
}

/** The command line of a call, with results as JSON; a failure is read from standard error. */
async function ask({ operation, input, dataDirectory, signal }: Asked, onOut?: (text: string) => void): Promise<string> {
  const terminal = createTestTerminal({ cwd: '/', environment: environmentOf(input), interrupted: signal, ...(onOut === undefined ? {} : { onOut }) });
  const code = await runCommandLine([...argvOf(operation, input), '--json', '--quiet', '--data-dir', dataDirectory], terminal);
  if (terminal.printed.err !== '' && !signal.aborted) throw errorFromWire(JSON.parse(terminal.printed.err));
  if (code !== 0 && !signal.aborted && terminal.printed.out === '') throw new Error(`Exit ${code} without a word.`);
  return terminal.printed.out;
}

/** Lines of a stream as they are printed, once there is one or a failure; leaving it interrupts the command. */
async function lines(asked: Asked): Promise<AsyncGenerator<unknown, void, void>> {
  const leave = new AbortController();
  const printed: string[] = [];
  let wake: () => void = () => {};
  const ended = ask({ ...asked, signal: AbortSignal.any([asked.signal, leave.signal]) }, (text) => {
    printed.push(text);
    wake();
  }).then(() => 'ended' as const);
  const arrived = async (): Promise<unknown> => (printed.length > 0 ? undefined : Promise.race([new Promise<void>((resolve) => { wake = resolve; }), ended]));
  await arrived();
  return (async function* items() {
    try {
      while ((await arrived()) !== 'ended' || printed.length > 0) {
        for (let line = printed.shift(); line !== undefined; line = printed.shift()) yield JSON.parse(line) as unknown;
      }
    } finally {
      leave.abort();
      await ended;
    }
  })();
}

describeDoor('cli', {
  hasWordsOfItsOwn: true,
  connect: async (host) => {
    const server = await startHttpServer(host, { port: 0 });
    return {
      async call(operation, input, signal) {
        const asked = { operation, input, signal, dataDirectory: host.dataDirectory };
        if (operationTable.some(({ name, kind }) => name === operation && kind === 'stream')) return lines(asked);
        return JSON.parse(await ask(asked));
      },
      close: () => server.close(),
    };
  },
});
