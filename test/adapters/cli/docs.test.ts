import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { servedHost } from '../../contracts/fixture/host-of-file.ts';
import { runCommandLine } from '../../../src/cli/command-line.ts';
import { createTestTerminal, type TestTerminal, type TestTerminalOptions } from './test-terminal.ts';

const { dataDirectory: home } = await servedHost();

interface Ran {
  readonly code: number;
  readonly terminal: TestTerminal;
}

async function aiwm(argv: readonly string[], { environment, ...options }: TestTerminalOptions = {}): Promise<Ran> {
  const terminal = createTestTerminal({ cwd: home, ...options, environment: { AIWM_HOME: home, ...environment } });
  return { code: await runCommandLine(argv, terminal), terminal };
}

async function created(title: string, text: string, format = 'md'): Promise<string> {
  const { terminal } = await aiwm(['docs', 'create', title, '--format', format, '--text', text, '--json']);
  return (JSON.parse(terminal.printed.out) as { entry: { id: string } }).entry.id;
}

/** A program that edits a file it is given, as a shell does it. */
async function editor(script: string): Promise<TestTerminalOptions> {
  const file = path.join(home, `editor-${Math.trunc(performance.now() * 1000)}.sh`);
  await writeFile(file, `#!/bin/sh\n${script}\n`, { mode: 0o700 });
  return { environment: { EDITOR: file } };
}

const textOf = async (id: string): Promise<string> => (await aiwm(['docs', 'show', id])).terminal.printed.out;

describe.skipIf(process.platform === 'win32')('documents on the command line', () => {
  it('are shown byte for byte, in a revision too, and a terminal gets no format it cannot show', async () => {
    const id = await created('Shown', 'no end');
    const pdf = path.join(home, 'files', 'a.pdf');
    await writeFile(pdf, Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 0xff]));
    const imported = JSON.parse((await aiwm(['docs', 'import', pdf, '--json'])).terminal.printed.out) as { entry: { id: string } };

    expect(await textOf(id)).toBe('no end');
    expect((await aiwm(['docs', 'show', id, '--revision', '1'], { isInteractive: true })).terminal.printed.out).toBe('no end\n');
    expect(Buffer.from(await textOf(imported.entry.id), 'latin1')).toEqual(await readFile(pdf));
    expect(await aiwm(['docs', 'show', imported.entry.id], { isInteractive: true })).toMatchObject({ code: 6 });
    expect(await aiwm(['docs', 'show', id, '--revision', 'x'])).toMatchObject({ code: 2 });
  });

  it('are edited in a file nobody else may read, and what was not changed is not saved', async () => {
    const id = await created('Edited', 'one\n');
    const seen = path.join(home, 'seen');

    const edited = await aiwm(['docs', 'edit', id, '--note', 'by hand'], await editor(`echo "$1" > ${seen}; stat -c %a "$1" "$(dirname "$1")" >> ${seen} 2>/dev/null || stat -f %Lp "$1" "$(dirname "$1")" >> ${seen}; echo two >> "$1"`));
    const unchanged = await aiwm(['docs', 'edit', id], await editor('true'));

    const [file = '', ...rights] = (await readFile(seen, 'utf8')).trim().split('\n');
    expect([path.basename(file), ...rights]).toEqual(['Edited.md', '600', '700']);
    await expect(stat(path.dirname(file))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(edited).toMatchObject({ code: 0, terminal: { printed: { out: '"Edited" is at revision 2.\n' } } });
    expect(unchanged).toMatchObject({ code: 0, terminal: { printed: { out: '', err: expect.stringContaining('Nothing was changed') } } });
    expect(await textOf(id)).toBe('one\ntwo\n');
    expect((await aiwm(['docs', 'revisions', id])).terminal.printed.out).toContain('by hand');
  });

  it('that somebody else saved meanwhile leave the person’s text in a file that is named, to go on with', async () => {
    const id = await created('Raced', 'one\n');
    const [started, go] = [path.join(home, 'started'), path.join(home, 'go')];

    const editing = aiwm(['docs', 'edit', id], await editor(`echo mine >> "$1"; touch ${started}; while [ ! -f ${go} ]; do sleep 0.05; done`));
    await expect.poll(async () => stat(started).then(() => true, () => false)).toBe(true);
    expect(await aiwm(['docs', 'save', id, '--expected-revision', '1', '--text', 'theirs\n'])).toMatchObject({ code: 0 });
    await writeFile(go, '');
    const { code, terminal } = await editing;

    const kept = /"(\/[^"]+)"/u.exec(terminal.printed.err)?.[1] ?? '';
    expect({ code, kept: await readFile(kept, 'utf8') }).toEqual({ code: 6, kept: 'one\nmine\n' });
    expect(await textOf(id)).toBe('theirs\n');
    expect(await aiwm(['docs', 'edit', id, '--file', kept], await editor('true'))).toMatchObject({ code: 0 });
    expect(await textOf(id)).toBe('one\nmine\n');
  });

  it('that do not fit their schema are not saved, unless that is overridden', async () => {
    const schema = await created('Schema', '{"type": "object", "required": ["name"]}', 'json');
    const id = await created('Checked', '{"name": 1}', 'json');
    expect(await aiwm(['docs', 'update', id, '--schema', schema])).toMatchObject({ code: 0 });

    const refused = await aiwm(['docs', 'edit', id], await editor('echo "{}" > "$1"'));
    const overridden = await aiwm(['docs', 'edit', id, '--override'], await editor('echo "{}" > "$1"'));

    expect(refused).toMatchObject({ code: 2, terminal: { printed: { err: expect.stringMatching(/does not fit the schema "Schema".*kept in/su) } } });
    expect(overridden).toMatchObject({ code: 0, terminal: { printed: { err: expect.stringContaining('error: ') } } });
  });

  it('are removed only when the person at the terminal means it, or with --yes, and it is said to be final', async () => {
    const id = await created('Removed', 'one\n');

    const refused = await aiwm(['docs', 'remove', id], { answers: '' });
    expect(refused).toMatchObject({ code: 130, terminal: { printed: { err: expect.stringMatching(/Nothing brings it back.*Nothing was removed/su) } } });
    expect(await textOf(id)).toBe('one\n');
    expect(await aiwm(['docs', 'remove', id], { answers: 'y' })).toMatchObject({ code: 0, terminal: { printed: { out: expect.stringContaining('Nothing brings it back') } } });

    const others = [await created('Removed by flag', '1'), await created('Removed by a script', '2')] as const;
    expect(await aiwm(['docs', 'remove', others[0], '--yes'], { answers: 'n' })).toMatchObject({ code: 0 });
    expect(await aiwm(['docs', 'remove', others[1]])).toMatchObject({ code: 2, terminal: { printed: { err: expect.stringMatching(/nobody can be asked here.*Give --yes/su) } } });
    expect(await textOf(others[1])).toBe('2');
  });

  it('are told to be unsound when they are kept so, and a merge that is left open is no success', async () => {
    const broken = await aiwm(['docs', 'create', 'Broken', '--format', 'json', '--text', '{"a":']);
    expect(broken).toMatchObject({ code: 0, terminal: { printed: { err: expect.stringMatching(/no sound json.*error: line 1/su) } } });
    const id = await created('Merged', 'one\n');
    await aiwm(['docs', 'save', id, '--expected-revision', '1', '--text', 'two\n']);

    expect(await aiwm(['docs', 'merge', id, '--base', '1', '--text', 'mine\n'])).toMatchObject({ code: 6, terminal: { printed: { out: expect.stringContaining('<<<<<<<'), err: expect.stringContaining('by hand') } } });
    expect(await aiwm(['docs', 'merge', id, '--base', '1', '--text', 'one\n'])).toMatchObject({ code: 0 });
    expect(await aiwm(['docs', 'create', 'Other', '--format', 'json', '--text', '{}', '--schema', '{"type": "object"}'])).toMatchObject({ code: 2, terminal: { printed: { err: expect.stringContaining('named by the id or the title') } } });
  });

  it('tell of Ctrl+C in the editor as an interruption, and help spells templates as people type them', async () => {
    const id = await created('Interrupted', 'one\n');
    const interrupted = await aiwm(['docs', 'edit', id], await editor('kill -INT $$'));
    expect(interrupted).toMatchObject({ code: 130, terminal: { printed: { err: expect.stringContaining('The editor was interrupted; nothing was saved.') } } });
    expect(interrupted.terminal.printed.err).not.toContain('--editor');

    const help = (await aiwm(['help', 'docs', 'templates'])).terminal.printed.out;
    expect(help).toContain('Usage: aiwm docs templates ');
    expect(help.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect((await aiwm(['help', 'docs'])).terminal.printed.out).toMatch(/^ {2}templates /mu);
  });

  it('stay as they are where the editor fails, and are restored and exported by the words people use', async () => {
    const id = await created('Kept', 'one\n');
    expect(await aiwm(['docs', 'edit', id], await editor('exit 3'))).toMatchObject({ code: 6, terminal: { printed: { err: expect.stringContaining('exit code 3') } } });
    await aiwm(['docs', 'save', id, '--expected-revision', '1', '--text', 'two\n']);

    expect(await aiwm(['docs', 'revisions', 'restore', id, '1'])).toMatchObject({ code: 0 });
    expect((await aiwm(['docs', 'revisions', 'list', id])).terminal.printed.out).toContain('as revision 1');
    const exported = await aiwm(['docs', 'export', '--ids', id, '--directory', path.join(home, 'files')]);
    expect(exported).toMatchObject({ code: 0, terminal: { printed: { out: `${path.join(home, 'files', 'Kept.md')}\n`, err: expect.stringContaining('1 written: Kept') } } });
    expect(await readFile(path.join(home, 'files', 'Kept.md'), 'utf8')).toBe('one\n');
  });
});
