import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { AppError } from '../../core/domain/model/errors.ts';

/** The editor the person asked for: by flag, by $VISUAL, by $EDITOR, else the one every system of the kind has. */
export function editorCommand(flag: unknown, environment: NodeJS.ProcessEnv): string {
  const named = [flag, environment['VISUAL'], environment['EDITOR']].find((one) => typeof one === 'string' && one.trim() !== '');
  if (typeof named === 'string') return named;
  return process.platform === 'win32' ? 'notepad' : 'vi';
}

/** Opens the file in the editor and waits until it is closed. The command may have arguments of its own: `code --wait`. */
export async function runEditor(editor: string, file: string): Promise<void> {
  const child = process.platform === 'win32' ? spawn(`${editor} "${file}"`, { shell: true, stdio: 'inherit' }) : spawn('/bin/sh', ['-c', `${editor} "$1"`, 'editor', file], { stdio: 'inherit' });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  if (code === 0) return;
  // A shell in between tells of Ctrl+C by 128 and the number of the signal.
  if (signal === 'SIGINT' || code === 130) throw new AppError('interrupted', 'The editor was interrupted; nothing was saved.', { data: { editor } });
  throw new AppError('precondition_failed', `The editor \`${editor}\` ended with ${code === null ? String(signal) : `exit code ${code}`}; nothing was saved.`, { next: 'Name another with --editor, $VISUAL or $EDITOR.', data: { editor } });
}
