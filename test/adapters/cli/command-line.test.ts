import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../src/cli/command-line.ts';
import { kebab } from '../../../src/core/domain/model/command-line.ts';
import { exitCodeLines } from '../../../src/cli/exit-codes.ts';
import { areas } from '../../../src/core/domain/operations/areas.ts';
import { errorCodes } from '../../../src/core/domain/model/errors.ts';
import { describedOperations } from './argv-of.ts';
import { createTestTerminal, type TestTerminalOptions } from './test-terminal.ts';

async function run(argv: readonly string[], options?: TestTerminalOptions): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const terminal = createTestTerminal(options);
  const code = await runCommandLine(argv, terminal);
  return { code, ...terminal.printed };
}

describe('help', () => {
  it('of the program names every area, the short commands and the exit codes', async () => {
    const { code, out, err } = await run(['--help']);

    expect(code).toBe(0);
    for (const word of [...Object.keys(areas), 'run', 'serve', 'open', 'completion', ...exitCodeLines()]) expect(out).toContain(word);
    expect(err).toBe('');
  });

  it.each(describedOperations.map(({ facts }) => [facts.name, facts] as const))('of %s says what it does and takes', async (name, facts) => {
    const { code, out } = await run([...name.split('.'), '--help']);

    expect(code).toBe(0);
    expect(out).toContain(`${facts.summary}.`.slice(0, 50));
    for (const { name: field } of describedOperations.find((each) => each.facts === facts)?.fields ?? []) expect(out.toLowerCase()).toContain(field === 'secret' ? '--key-file' : kebab(field));
  });

  it('of an area is also `aiwm help <area>`, and an area alone', async () => {
    const { out } = await run(['cards', '--help']);

    expect((await run(['help', 'cards'])).out).toBe(out);
    expect((await run(['cards'])).out).toBe(out);
  });

  it('lists every code once', () => {
    const listed = exitCodeLines().slice(1).flatMap((line) => line.trim().replace(/^\d+ +/u, '').split(', '));

    expect(listed.toSorted()).toEqual(Object.keys(errorCodes).toSorted());
  });
});

describe('failures', () => {
  it('are a sentence with the code, and the next command, on standard error', async () => {
    const { code, out, err } = await run(['wrkflows', 'list']);

    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toBe('error: `aiwm` knows no command "wrkflows". (operation_unknown)\nnext: Did you mean `aiwm workflows`? `aiwm --help` lists what there is.\n');
  });

  it('are one line of JSON with --json', async () => {
    const { code, err } = await run(['runs', 'list', '--status', 'odd', '--json']);

    expect(code).toBe(2);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(err)).toMatchObject({ code: 'input_invalid', message: expect.stringContaining('status'), next: expect.any(String) });
  });

  it('are painted only where a person looks and NO_COLOR is not set', async () => {
    const plain = (await run(['nothing'])).err;

    expect((await run(['nothing'], { isInteractive: true })).err).not.toBe(plain);
    expect((await run(['nothing'], { isInteractive: true, environment: { NO_COLOR: '1' } })).err).toBe(plain);
  });
});

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('for %s knows every verb and every choice', async (shell) => {
    const { code, out } = await run(['completion', shell]);

    expect(code).toBe(0);
    for (const { facts, fields } of describedOperations) {
      expect(out).toContain(facts.name.split('.')[1]);
      for (const { choices } of fields) for (const choice of choices) expect(out).toContain(choice);
    }
  });
});
