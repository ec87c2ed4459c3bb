import fc from 'fast-check';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { readInput } from '../../src/cli/input/read-input.ts';
import type { Invocation } from '../../src/cli/invocation.ts';
import { readCommandLine } from '../../src/cli/program.ts';
import { AppError } from '../../src/core/domain/model/errors.ts';
import { type HttpServer, startHttpServer } from '../../src/server/http-server.ts';
import { createTestTerminal, type TestTerminal } from '../adapters/cli/test-terminal.ts';
import { argvCases } from './support/argv-cases.ts';
import { goodCalls } from './support/door-cases.ts';
import { type FencedHost, openFencedHost } from './support/fenced-host.ts';
import { casesOf, longestMs } from './support/how-many.ts';
import { type ProcessWatch, watchProcess } from './support/watch-process.ts';

let host: FencedHost;
let server: HttpServer;
let watch: ProcessWatch;
let cwd: string;
let lines: fc.Arbitrary<readonly string[]>;
beforeAll(async () => {
  host = await openFencedHost();
  lines = argvCases(await goodCalls(host));
  server = await startHttpServer(host, { port: 0, requestsPerSecond: 100_000 });
  cwd = path.join(host.dataDirectory, 'files', 'here');
  await mkdir(cwd, { recursive: true });
  watch = watchProcess();
});
afterAll(async () => {
  watch.end();
  await server.close();
  await host.close();
});

const all = casesOf(200_000);

describe('any words after aiwm', () => {
  it('are read as a command, or refused with a sentence', async () => {
    const terminal = createTestTerminal({ cwd, environment: { AIWM_HOME: host.dataDirectory } });
    await fc.assert(
      fc.asyncProperty(lines, async (argv) => {
        await readWhole(argv, terminal);
        watch.check();
      }),
      { numRuns: Math.ceil(all * 0.9) },
    );
  }, longestMs);

  it('that ask for something are answered, or refused with a code', async () => {
    await fc.assert(
      fc.asyncProperty(lines, async (argv) => {
        const read = await readWhole(argv, createTestTerminal({ cwd, environment: { AIWM_HOME: host.dataDirectory } }));
        if (read?.kind !== 'text' && (read?.kind !== 'operation' || read.operation.facts.kind === 'command')) return;
        await perform(argv);
        watch.check();
      }),
      { numRuns: Math.floor(all * 0.1) },
    );
    await host.checkOutside();
  }, longestMs);
});

/** What a line asks for, its values read; nothing for one that is refused. */
async function readWhole(argv: readonly string[], terminal: TestTerminal): Promise<Invocation | undefined> {
  try {
    const invocation = await readCommandLine(argv, terminal);
    if (invocation.kind === 'operation') await readInput(invocation.operation, invocation.given, { terminal, flags: invocation.flags });
    return invocation;
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'unexpected') throw error;
    return undefined;
  }
}

/** What is followed is left after its first line, or soon. */
async function perform(argv: readonly string[]): Promise<void> {
  const leave = new AbortController();
  const soon = setTimeout(() => { leave.abort(); }, 200);
  const terminal = createTestTerminal({ cwd, environment: { AIWM_HOME: host.dataDirectory, AIWM_DEBUG: '1' }, interrupted: leave.signal, onOut: () => { leave.abort(); } });
  try {
    if ((await runCommandLine(argv, terminal)) === 1) throw new Error(`Nobody foresaw it: ${terminal.printed.err.slice(0, 2000)}`);
    if (terminal.printed.out.includes(host.guarded)) throw new Error('What was printed holds what lies outside');
  } finally {
    clearTimeout(soon);
  }
}
