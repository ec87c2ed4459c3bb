import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command, Option } from 'commander';
import { AppError } from '../../core/domain/model/errors.ts';
import { size } from '../print/words.ts';
import type { Session } from '../session.ts';

interface Saved {
  readonly bytes: Uint8Array;
  /** What the file is called unless the person says otherwise; nothing where it is only written on request. */
  readonly name?: string;
}

/** Operations whose answer is a file. */
const filesIn: { readonly [operation: string]: (answer: Readonly<Record<string, unknown>>) => Saved } = {
  'logs.bundle': ({ name, content }) => ({ bytes: Buffer.from(String(content), 'base64'), name: path.basename(String(name)) }),
  'doctemplates.preview': ({ name, content }) => ({ bytes: Buffer.from(String(content), 'base64'), name: path.basename(String(name)) }),
  'audit.export': ({ text }) => ({ bytes: Buffer.from(String(text)) }),
  'usage.export': ({ text }) => ({ bytes: Buffer.from(String(text)) }),
  'settings.export': ({ text }) => ({ bytes: Buffer.from(String(text)) }),
  'workflows.export': ({ text }) => ({ bytes: Buffer.from(String(text)) }),
};

/** Gives `--out` to the commands whose answer is a file. */
export function addOutFlag(command: Command, operation: string): void {
  if (filesIn[operation] !== undefined) command.addOption(new Option('-o, --out <file>', 'write it to this file, which must not exist yet'));
}

/** Writes an answer that is a file and says where; answers false for every other, and for one that is wanted as JSON. */
export async function saveAnswer(session: Session, { name, answer, out }: { readonly name: string; readonly answer: unknown; readonly out: unknown }): Promise<boolean> {
  const take = filesIn[name];
  if (take === undefined || (session.flags.json && out === undefined)) return false;
  const saved = take(answer as Readonly<Record<string, unknown>>);
  const target = typeof out === 'string' ? out : saved.name;
  if (target === undefined) return false;
  const file = await placeOf(path.resolve(session.terminal.cwd, target), saved.name);
  await writeNew(file, saved.bytes);
  if (session.flags.json) session.json({ path: file, bytes: saved.bytes.length });
  else session.terminal.out(`${file}\n`);
  session.hint(session.paint('dim', `${size(saved.bytes.length)} written.`));
  return true;
}

/** A directory takes the file under its own name. */
async function placeOf(target: string, name: string | undefined): Promise<string> {
  if (name === undefined) return target;
  const found = await stat(target).catch(() => undefined);
  return found?.isDirectory() === true ? path.join(target, name) : target;
}

async function writeNew(file: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(file, bytes, { flag: 'wx' });
  } catch (cause) {
    const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    throw new AppError(exists ? 'conflict' : 'precondition_failed', exists ? `The file "${file}" exists already.` : `The file "${file}" cannot be written.`, {
      next: 'Name another file with --out.',
      data: { path: file },
      cause,
    });
  }
}
