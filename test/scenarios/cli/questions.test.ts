import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { program } from '../../support/program.ts';
import { aiwm, answerOf, freshHome } from './aiwm-process.ts';

/** Runs a command at a terminal of its own and types once it is asked; prints what stood there, ends as it ended. */
const atTerminal = `
import os, pty, sys
typed = sys.argv[1].encode().decode('unicode_escape').encode()
child, terminal = pty.fork()
if child == 0:
    os.execv(sys.argv[2], sys.argv[2:])
seen = b''
while True:
    try:
        piece = os.read(terminal, 4096)
    except OSError:
        break
    if not piece:
        break
    seen += piece
    if typed and (b'[y/N] ' in seen or b': ' in seen):
        os.write(terminal, typed)
        typed = b''
sys.stdout.write(seen.decode())
sys.stdout.flush()
os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
`;

let home = '';
beforeAll(async () => {
  home = await freshHome();
});
afterAll(async () => rm(path.dirname(home), { recursive: true, force: true }));

async function created(title: string): Promise<string> {
  const { entry } = answerOf(await aiwm(['docs', 'create', title, '--format', 'md', '--text', '# Here', '--json'], { home })) as { readonly entry: { readonly id: string } };
  return entry.id;
}

async function answered(typed: string, ...args: readonly string[]): Promise<{ readonly code: number; readonly seen: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, AIWM_HOME: home, NO_COLOR: '1', TERM: 'xterm' };
    execFile('python3', ['-c', atTerminal, typed, process.execPath, program, ...args], { cwd: path.dirname(home), env }, (error, seen) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, seen });
    });
  });
}

it.skipIf(process.platform === 'win32')('a person at a terminal is asked before a document is removed for good, and not with --yes', async () => {
  const id = await created('Kept');

  expect(await answered(String.raw`no\n`, 'docs', 'remove', id)).toMatchObject({ code: 130, seen: expect.stringContaining('Nothing was removed.') });
  expect(await answered(String.raw`\x03`, 'docs', 'remove', id)).toMatchObject({ code: 130, seen: expect.stringContaining('nothing was changed') });
  const agreed = await answered(String.raw`Yes\n`, 'docs', 'remove', id);
  expect(agreed).toMatchObject({ code: 0, seen: expect.stringContaining(`Remove the document "${id}" with all its revisions? Nothing brings it back.`) });
  expect((await aiwm(['docs', 'get', id], { home })).code).toBe(5);

  const unasked = await answered('', 'docs', 'remove', await created('Gone'), '--yes');
  expect(unasked).toMatchObject({ code: 0, seen: expect.not.stringContaining('[y/N]') });
});

it.skipIf(process.platform === 'win32')('what a new workflow is called and begins as is asked one after the other, and may be typed ahead', async () => {
  const made = await answered(String.raw`Weekly report\nWhat happened since\nask\n`, 'workflows', 'create');

  expect(made).toMatchObject({ code: 0 });
  expect(answerOf(await aiwm(['workflows', 'get', 'weekly-report', '--json'], { home }))).toMatchObject({ name: 'Weekly report', description: 'What happened since' });
});
