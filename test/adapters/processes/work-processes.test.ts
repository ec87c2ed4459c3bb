import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startNodeProgram, type StartProgram } from '../../../src/core/processes/start-program.ts';
import { WorkProcesses, type WorkProcessesOptions } from '../../../src/core/processes/work-processes.ts';

const words = { subject: 'The work', doing: 'doing it' };
const { signal } = new AbortController();

function open(options: Partial<WorkProcessesOptions> = {}): WorkProcesses {
  const processes = new WorkProcesses({ program: new URL('telling-process.ts', import.meta.url), width: 1, timeMs: 100_000, memoryMb: 64, idleMs: 60_000, ...options });
  onTestFinished(() => processes.close());
  return processes;
}

describe('work in a process', () => {
  it('sees nothing of the environment of the host', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-of-somebody');
    vi.stubEnv('NODE_OPTIONS', '--no-warnings');
    onTestFinished(() => { vi.unstubAllEnvs(); });

    const seen = await open().do({ name: 'environment', input: {}, words }, signal);

    expect(seen).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(?:OPENAI_API_KEY|NODE_OPTIONS|PATH|HOME|VITEST.*|AIWM_.*)$/u)]));
  });

  it('is given up when it takes memory outside the heap', async () => {
    await expect(open().do({ name: 'fill', input: {}, words }, signal)).rejects.toMatchObject({ code: 'input_invalid', message: 'The work was given up: doing it takes more than 64 MiB of memory.' });
  });

  it('asks and is answered', async () => {
    const answer = (question: unknown): Promise<unknown> => Promise.resolve(`${String(question)}!`);

    expect(await open().do({ name: 'ask', input: {}, words, answer }, signal)).toEqual(['one!', 'two!']);
  });

  it('says that there is no such work', async () => {
    await expect(open().do({ name: 'none', input: {}, words }, signal)).rejects.toThrow('there is no job "none"');
  });

  it('is done by a program that the host starts in its own way, once for all that follows', async () => {
    const started: number[] = [];
    const startProgram: StartProgram = (program, limits) => {
      started.push(limits.memoryMb);
      return startNodeProgram(program, limits);
    };
    const processes = open({ startProgram });

    for (let time = 0; time < 3; time += 1) await processes.do({ name: 'environment', input: {}, words }, signal);

    expect(started).toEqual([64]);
  });

  it('fails where the program cannot be started', async () => {
    const processes = open({ program: new URL('missing-process.ts', import.meta.url) });

    await expect(processes.do({ name: 'environment', input: {}, words }, signal)).rejects.toMatchObject({ code: 'unexpected', message: expect.stringContaining('it ended with code 1'), cause: expect.objectContaining({ message: expect.stringContaining('missing-process') }) });
  });
});
