import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInput } from '../../../src/cli/input/read-input.ts';
import { readCommandLine } from '../../../src/cli/program.ts';
import { runCommandLine } from '../../../src/cli/command-line.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { auditInput } from '../../../src/core/app/audit-input.ts';
import { describedOperations } from './argv-of.ts';
import { createTestTerminal, type TestTerminal, type TestTerminalOptions } from './test-terminal.ts';

const set = ['connectors', 'credentials', 'set', 'claude', '--label', 'prod'];
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'aiwm-secrets-'));
  await writeFile(path.join(folder, 'key'), 'sk-from-file\n');
  await writeFile(path.join(folder, 'empty'), '\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function inputOf(argv: readonly string[], options: TestTerminalOptions & Pick<TestTerminal, 'askSecret'> = {}): Promise<JsonObject> {
  const terminal = { ...createTestTerminal({ cwd: folder, ...options }), ...(options.askSecret === undefined ? {} : { askSecret: options.askSecret }) };
  const invocation = await readCommandLine(argv, terminal);
  if (invocation.kind !== 'operation') throw new Error('It is no operation.');
  return (await readInput(invocation.operation, invocation.given, { terminal, flags: {} })).input;
}

describe('a secret', () => {
  it('is known as one to the audit log, and is in no example', () => {
    const fields = describedOperations.flatMap(({ facts, fields: all }) => all.filter(({ kind }) => kind === 'secret').map(({ name }) => ({ name, example: facts.example[name] })));
    expect(fields.length).toBeGreaterThan(5);
    for (const { name, example } of fields) {
      expect(auditInput({ [name]: 'sk-asked' })).toEqual({ [name]: '(kept secret)' });
      expect([undefined, '<secret>']).toContain(example);
    }
  });

  it('is told by the audit log from numbers of tokens and labels of credentials', () => {
    const told = { tokens: 1000, maxOutputTokens: 5, inputTokens: 7, credential: 'prod', password: true };
    expect(auditInput(told)).toEqual(told);
    for (const name of ['token', 'accessToken', 'access_token', 'x-auth-token', 'apiKey', 'newPassword', 'secret', 'Authorization']) expect(auditInput({ [name]: 'sk-1' })).toEqual({ [name]: '(kept secret)' });
  });

  it.each([
    { place: 'a file', flags: ['--key-file', 'key'], secret: 'sk-from-file' },
    { place: 'a variable', flags: ['--key-env', 'MY_KEY'], options: { environment: { MY_KEY: 'sk-from-env' } }, secret: 'sk-from-env' },
    { place: 'standard input', flags: ['--stdin'], options: { input: 'sk-from-input\r\n' }, secret: 'sk-from-input' },
    { place: 'standard input, as a file', flags: ['--key-file', '-'], options: { input: 'sk-from-input' }, secret: 'sk-from-input' },
  ])('comes from $place', async ({ flags, options, secret }) => {
    expect(await inputOf([...set, ...flags], options)).toMatchObject({ connector: 'claude', label: 'prod', secret });
  });

  it('is asked for at a terminal where it is not given', async () => {
    const asked: string[] = [];
    const askSecret = (prompt: string): Promise<string> => { asked.push(prompt); return Promise.resolve('sk-typed'); };
    expect(await inputOf(set, { askSecret })).toMatchObject({ secret: 'sk-typed' });
    expect(asked).toHaveLength(1);
    await expect(inputOf(set)).rejects.toMatchObject({ code: 'usage' });
  });

  it.each([
    ['as the value of a flag', [...set, '--key', 'sk-on-the-line']],
    ['as the value of a flag, with =', [...set, '--key=sk-on-the-line']],
    ['as a word', [...set, 'sk-on-the-line']],
    ['as a password', ['vault', 'setup', '--password', 'sk-on-the-line']],
  ])('is refused on the command line %s, and not repeated', async (_, argv) => {
    const terminal = createTestTerminal({ cwd: folder, environment: { AIWM_HOME: path.join(folder, 'data') } });
    expect(await runCommandLine(argv, terminal)).toBe(2);
    expect(terminal.printed.err).toMatch(/next: /u);
    expect(terminal.printed.err).not.toContain('sk-on-the-line');
  });

  it('is refused where it is empty, given twice, or cannot be read', async () => {
    await expect(inputOf([...set, '--key-file', 'empty'])).rejects.toMatchObject({ code: 'input_invalid' });
    await expect(inputOf([...set, '--key-env', 'NOT_SET'])).rejects.toMatchObject({ code: 'input_invalid' });
    await expect(inputOf([...set, '--key-file', 'key', '--stdin'], { input: 'x' })).rejects.toMatchObject({ code: 'usage' });
    await expect(inputOf([...set, '--key-file', 'not-there'])).rejects.toMatchObject({ code: 'usage' });
  });
});
