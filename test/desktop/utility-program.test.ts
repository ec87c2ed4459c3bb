import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { WorkProcesses } from '../../src/core/processes/work-processes.ts';
import { utilityPrograms } from '../../src/main/utility-program.ts';
import { recordingElectron } from './recording-electron.ts';

const words = { subject: 'The work', doing: 'doing it' };
const { signal } = new AbortController();

function open(timeMs = 100_000): WorkProcesses {
  const { electron } = recordingElectron();
  const processes = new WorkProcesses({ program: new URL('../adapters/processes/telling-process.ts', import.meta.url), width: 1, timeMs, memoryMb: 64, idleMs: 60_000, startProgram: utilityPrograms(electron) });
  onTestFinished(() => processes.close());
  return processes;
}

describe('work in a utility process', () => {
  it('is done, and what it asks is answered', async () => {
    expect(await open().do({ name: 'ask', input: {}, words, answer: async (question) => `${question as string}!` }, signal)).toEqual(['one!', 'two!']);
  });

  it('sees nothing of the environment of the desktop but its limit', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-of-somebody');
    onTestFinished(() => { vi.unstubAllEnvs(); });

    const seen = (await open().do({ name: 'environment', input: {}, words }, signal)) as string[];

    expect(seen.filter((name) => /^(?:OPENAI_API_KEY|NODE_OPTIONS|PATH|HOME|VITEST.*|AIWM_.*)$/u.test(name))).toEqual(['AIWM_MEMORY_MB']);
  });

  it('is given up when it takes too much memory or too long', async () => {
    await expect(open().do({ name: 'fill', input: {}, words }, signal)).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('more than 64 MiB') });
    await expect(open(1).do({ name: 'fill', input: {}, words }, signal)).rejects.toMatchObject({ code: 'input_invalid' });
  });
});
