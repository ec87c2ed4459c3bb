import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../src/cli/command-line.ts';
import { servedHost } from '../../contracts/fixture/host-of-file.ts';
import { createTestTerminal } from './test-terminal.ts';

const { dataDirectory: home } = await servedHost();

/** A person who gives these answers, one after another. */
async function aiwm(argv: readonly string[], answers?: readonly string[]) {
  const questions: string[] = [];
  const terminal = {
    ...createTestTerminal({ cwd: home, environment: { AIWM_HOME: home } }),
    async ask(question: string) {
      questions.push(question);
      return answers?.[questions.length - 1];
    },
  };
  return { code: await runCommandLine(argv, terminal), printed: terminal.printed, questions };
}

describe('workflows create', () => {
  it('asks for the name, what it is for and the template where none is given', async () => {
    const { code, questions, printed } = await aiwm(['workflows', 'create', '--json'], ['', 'Holiday plan', 'Who is away when', 'reveiw', 'review']);

    expect(code).toBe(0);
    expect(questions).toEqual(['Display name: ', 'Display name: ', expect.stringContaining('may be left empty'), expect.stringContaining('[blank, ask, review, batch]'), expect.stringContaining('[blank, ask, review, batch]')]);
    expect(JSON.parse(printed.out)).toMatchObject({ slug: 'holiday-plan', name: 'Holiday plan', description: 'Who is away when', origin: 'cli', definition: { cards: [{ id: 'review' }] } });
  });

  it('asks nothing of a line that says enough, and refuses one that does not where nobody answers', async () => {
    expect(await aiwm(['workflows', 'create', 'Said'], ['never read'])).toMatchObject({ code: 0, questions: [] });
    expect(await aiwm(['workflows', 'create'])).toMatchObject({ code: 2, printed: { err: expect.stringContaining('--name') } });
  });

  it('takes everything from JSON or from a file, and the line goes before it', async () => {
    await writeFile(path.join(home, 'scaffold.json'), JSON.stringify({ name: 'From a file', template: 'batch', slug: 'from-file' }));

    const fromText = await aiwm(['workflows', 'create', '--json', '{"name": "From JSON", "add": ["decision"]}']);
    const fromFile = await aiwm(['workflows', 'create', '--json', 'scaffold.json', '--slug', 'other-slug']);

    expect(JSON.parse(fromText.printed.out)).toMatchObject({ slug: 'from-json', name: 'From JSON' });
    expect(JSON.parse(fromFile.printed.out)).toMatchObject({ slug: 'other-slug', name: 'From a file' });
    const odd = await aiwm(['workflows', 'create', '--json', '{"name": "scaffold.json", "slug": "odd-name"}']);
    expect(JSON.parse(odd.printed.out)).toMatchObject({ slug: 'odd-name', name: 'scaffold.json' });
    const again = await aiwm(['workflows', 'create', 'scaffold.json', '--slug', 'other-slug']);
    expect(again.printed.err).toContain('--force');
    expect(again.code).not.toBe(0);
  });
});
