import { expect, it } from 'vitest';
import { readCommandLine } from '../../../src/cli/program.ts';
import { createTestTerminal } from './test-terminal.ts';

it.each(['connectors storage set sqlite --path data', 'connector storage'])('`%s` says that storage lies in the data directory, and how to name that', async (line) => {
  await expect(readCommandLine(line.split(' '), createTestTerminal())).rejects.toMatchObject({ code: 'operation_unknown', message: expect.stringContaining('SQLite lies in the data directory'), next: expect.stringContaining('--data-dir') });
});
