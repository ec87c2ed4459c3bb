import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../core/domain/model/errors.ts';
import type { Json, JsonObject } from '../../core/domain/model/json.ts';
import type { DescribedOperation, InputField } from '../../core/domain/operations/describe-operation.ts';
import type { Terminal } from '../terminal.ts';
import { askFields, wholeInput } from './asked-fields.ts';
import { kebab } from '../../core/domain/model/command-line.ts';
import { otherFlag } from './other-flag.ts';
import { placeOf, type PlaceOfFiles, type Typed } from './place-of-files.ts';
import { readSecret, secretFlag } from './secret-flags.ts';
import { jsonOrText, parseJson, parseObject, readFileArgument } from './json-argument.ts';
import type { NamedValue } from './named-values.ts';

/** What commander found on the line, by field name. */
export interface GivenWords {
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** An operation's input as far as the command line alone says it: `named` waits for the names' types. */
export interface ReadInput {
  readonly input: { readonly [field: string]: Json };
  readonly named: { readonly [field: string]: readonly NamedValue[] };
}

/** Turns words into the operation's input; what is missing is `usage`, everything else is the operation's own check. */
export async function readInput(operation: DescribedOperation, given: GivenWords, typed: Typed): Promise<ReadInput> {
  const { facts } = operation;
  const { terminal } = typed;
  const whole = await wholeInput(operation, given.positionals[0], terminal);
  const words = await readWords(operation, given, typed);
  const said = whole === undefined ? words.input : { ...whole, ...without(words.input, facts.positionals[0]) };
  const isSilent = facts.asks.length > 0 && Object.keys(said).length === 0;
  const read = { input: isSilent ? await askFields(operation, terminal) : said, named: words.named };
  demandRequired(operation, read);
  return read;
}

/** What else stands on the line goes before what the JSON in the place of the first word says. */
function without(input: JsonObject, first: string | undefined): JsonObject {
  return Object.fromEntries(Object.entries(input).filter(([field]) => field !== first));
}

async function readWords(operation: DescribedOperation, given: GivenWords, typed: Typed): Promise<ReadInput> {
  const { terminal } = typed;
  const place = placeOf(typed);
  const input: { [field: string]: Json } = {};
  const named: { [field: string]: readonly NamedValue[] } = {};
  for (const field of operation.fields) {
    if (field.kind === 'secret') {
      const secret = (await readSecret(field, given.options, terminal)) ?? (field.required ? await terminal.askSecret?.(`${field.description}: `) : undefined);
      if (secret !== undefined && secret !== '') input[field.name] = secret;
      continue;
    }
    const position = operation.facts.positionals.indexOf(field.name);
    const placed = field.kind === 'json' && position !== -1 ? given.positionals[position] : undefined;
    if (placed !== undefined) {
      input[field.name] = jsonOrText(placed);
      continue;
    }
    const word = position === -1 || field.kind === 'json' ? (given.options[field.name] ?? given.options[otherFlag(field.name) ?? '']) : wordsAt(given.positionals, position, field);
    if (field.kind === 'record') {
      const options = position === -1 ? given.options : { ...given.options, [field.name]: word === undefined ? [] : [word] };
      const values = await readRecord(field, options, terminal);
      if (values.length > 0) named[field.name] = values;
      continue;
    }
    const value = await readValue({ field, word, file: given.options[`${field.name}File`], place }, terminal);
    if (value !== undefined) input[field.name] = value;
  }
  nameAfterFile(operation, given, input);
  return { input, named };
}

/** A list takes every word from its place on; none is no list. */
function wordsAt(words: readonly string[], position: number, { kind }: InputField): string | readonly string[] | undefined {
  return kind === 'list' && words.length > position ? words.slice(position) : words[position];
}

interface Given {
  readonly field: InputField;
  readonly word: unknown;
  /** Of the flag with `-file`. */
  readonly file: unknown;
  readonly place: PlaceOfFiles;
}

async function readValue({ field, word, file, place }: Given, terminal: Terminal): Promise<Json | undefined> {
  const flag = `--${kebab(field.name)}`;
  if (typeof file === 'string' && field.kind === 'bytes') return (await readBytes(path.resolve(terminal.cwd, file))).toString('base64');
  if (typeof file === 'string' && field.kind === 'json') return parseJson(await readFileArgument(file, terminal), `${flag}-file`, file);
  if (typeof word === 'boolean' || typeof word === 'number') return word;
  if (Array.isArray(word)) return word.map(String);
  if (typeof word !== 'string') return undefined;
  if (field.nullable === true && word === '') return null;
  // A flag has read its number by now; the operation says what is wrong with a word that is none.
  if (field.kind === 'number' && word.trim() !== '' && Number.isFinite(Number(word))) return Number(word);
  // An empty one is no place; the operation's own check says so.
  if (field.kind === 'path') return word === '' ? word : place.ofPath(word);
  return field.kind === 'json' ? parseJson(word, flag) : word;
}

async function readRecord(field: InputField, options: GivenWords['options'], terminal: Terminal): Promise<readonly NamedValue[]> {
  const flag = `--${kebab(field.name)}`;
  const { [field.name]: words, [`${field.name}File`]: file, [`${field.name}Json`]: json } = options;
  const objects: JsonObject[] = [];
  if (typeof file === 'string') objects.push(parseObject(await readFileArgument(file, terminal), `${flag}-file`, file));
  if (typeof json === 'string') objects.push(parseObject(json, `${flag}-json`));
  const pairs: NamedValue[] = [];
  for (const word of Array.isArray(words) ? words.map(String) : []) {
    const equals = word.indexOf('=');
    if (word.trimStart().startsWith('{')) objects.push(parseObject(word, flag));
    else if (equals > 0) pairs.push({ name: word.slice(0, equals), text: word.slice(equals + 1) });
    // Without a name it can only be a file: `--values answer.json`.
    else objects.push(parseObject(await readFileArgument(word, terminal), flag, word));
  }
  return [...objects.flatMap((object) => Object.entries(object).map(([name, value]) => ({ name, value }))), ...pairs];
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new AppError('not_found', `The file "${file}" cannot be read.`, { next: 'Name a file you may read.', data: { path: file }, cause });
  }
}

/** Where bytes come from a file and a name is asked for, the file's own is meant. */
function nameAfterFile({ fields }: DescribedOperation, { options }: GivenWords, input: { [field: string]: Json }): void {
  const bytes = fields.find(({ kind }) => kind === 'bytes');
  const file = bytes === undefined ? undefined : options[`${bytes.name}File`];
  if (typeof file === 'string' && input['name'] === undefined && fields.some(({ name }) => name === 'name')) input['name'] = path.basename(file);
}

function demandRequired({ facts, fields }: DescribedOperation, { input, named }: ReadInput): void {
  const missing = fields.filter(({ name, required }) => required && input[name] === undefined && named[name] === undefined);
  if (missing.length === 0) return;
  const command = `aiwm ${facts.name.replace('.', ' ')}`;
  throw new AppError('usage', `\`${command}\` needs ${missing.map((field) => (field.kind === 'secret' ? secretFlag(field) : `--${kebab(field.name)}`)).join(', ')}.`, {
    next: `\`${command} --help\` shows what it takes.`,
    data: { fields: missing.map(({ name }) => name) },
  });
}
