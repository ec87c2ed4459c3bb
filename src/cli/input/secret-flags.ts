import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command, Option } from 'commander';
import { AppError } from '../../core/domain/model/errors.ts';
import type { DescribedOperation, InputField } from '../../core/domain/operations/describe-operation.ts';
import type { Terminal } from '../terminal.ts';
import { kebab } from '../../core/domain/model/command-line.ts';

/** What a secret field is called on the line: people say key. */
const spoken: { readonly [field: string]: string } = { secret: 'key' };

/** How options of a secret are kept by commander, for `key`: `keyFile`, `keyEnv`, and `key` for what is refused. */
function base(field: InputField): string {
  return spoken[field.name] ?? field.name;
}

/** A secret comes from a file, a variable or standard input; a word of the line would be seen by every process. */
export function secretOptions(field: InputField): Option[] {
  const flag = `--${kebab(base(field))}`;
  return [
    new Option(`${flag}-file <file>`, `${field.description}: taken from this file (- is standard input)`),
    new Option(`${flag}-env <name>`, `${field.description}: taken from this environment variable`),
    new Option(`${flag} <value>`).hideHelp(),
    ...(field.name === 'secret' ? [new Option('--stdin', `${field.description}: taken from standard input`)] : []),
  ];
}

/** The flag that is most often meant. */
export function secretFlag(field: InputField): string {
  return `--${kebab(base(field))}-file`;
}

/** The secret the line points at; undefined where it points at none. */
export async function readSecret(field: InputField, options: Readonly<Record<string, unknown>>, terminal: Terminal): Promise<string | undefined> {
  const name = base(field);
  const { [name]: word, [`${name}File`]: file, [`${name}Env`]: variable } = options;
  const flag = `--${kebab(name)}`;
  if (typeof word === 'string') throw onTheLine(flag);
  const isStdin = field.name === 'secret' && options['stdin'] === true;
  if ([file, variable, isStdin || undefined].filter((given) => given !== undefined).length > 1) {
    throw new AppError('usage', `The ${name} is given more than once.`, { next: `Give one of ${flag}-file, ${flag}-env and --stdin.` });
  }
  if (isStdin || file === '-') return demandText(withoutLineEnd(await terminal.readInput()), 'Standard input', field);
  if (typeof file === 'string') return demandText(withoutLineEnd(await fromFile(file, terminal)), `The file "${file}"`, field);
  if (typeof variable === 'string') return demandText(terminal.environment[variable] ?? '', `The environment variable ${variable}`, field);
  return undefined;
}

/** A word too many may be a secret: it is refused without being repeated. */
export function refuseSecretWords(command: Command, { facts, fields }: DescribedOperation): void {
  const secret = fields.find(({ kind }) => kind === 'secret');
  if (secret === undefined) return;
  command.allowExcessArguments(true).hook('preAction', () => {
    if (command.args.length > facts.positionals.length) throw onTheLine(`--${kebab(base(secret))}`, 'A word');
  });
}

/** A secret where anybody can see it. */
function onTheLine(flag: string, what = `The value of ${flag}`): AppError {
  return new AppError('usage', `${what} is no place for a secret: other processes and the shell's history would see it.`, {
    next: `Use ${flag}-file <file>, ${flag}-env <name>${flag === '--key' ? ', --stdin' : ''} or type it when asked. What was typed here should be replaced by a new one.`,
  });
}

async function fromFile(file: string, terminal: Terminal): Promise<string> {
  const place = path.resolve(terminal.cwd, file);
  try {
    return await readFile(place, 'utf8');
  } catch (cause) {
    throw new AppError('usage', `The file "${place}" cannot be read.`, { next: 'Name a file you may read.', data: { path: place }, cause });
  }
}

function demandText(text: string, place: string, field: InputField): string {
  if (text !== '') return text;
  throw new AppError('input_invalid', `${place} holds nothing for "${field.name}".`, { next: 'Put the secret there, alone.' });
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/u, '');
}
