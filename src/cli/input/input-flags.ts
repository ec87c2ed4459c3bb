import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import type { DescribedOperation, InputField } from '../../core/domain/operations/describe-operation.ts';
import { kebab } from '../../core/domain/model/command-line.ts';
import { otherFlag } from './other-flag.ts';
import { refuseSecretWords, secretOptions } from './secret-flags.ts';

/** Gives a command the arguments and flags of an operation's input. Defaults stay with the operation and are only shown. */
export function addInputFlags(command: Command, operation: DescribedOperation): void {
  const { facts, fields } = operation;
  refuseSecretWords(command, operation);
  for (const name of facts.positionals) {
    const field = fields.find((candidate) => candidate.name === name);
    if (field === undefined) continue;
    const place = field.kind === 'list' ? `${kebab(name)}...` : kebab(name);
    // JSON may also be said by its flag, or come from a file.
    command.addArgument(new Argument(field.required && field.kind !== 'json' && facts.asks.length === 0 ? `<${place}>` : `[${place}]`, field.description));
  }
  for (const field of fields) {
    if (facts.positionals.includes(field.name) && field.kind !== 'json') continue;
    for (const option of optionsOf(field)) command.addOption(option);
  }
}

function optionsOf(field: InputField): Option[] {
  const flag = `--${kebab(field.name)}`;
  const help = shownHelp(field);
  switch (field.kind) {
    case 'boolean': {
      const isOnAnyway = field.default === true;
      return [new Option(flag, help).hideHelp(isOnAnyway), new Option(`--no-${kebab(field.name)}`, help).hideHelp(!isOnAnyway)];
    }
    case 'number':
      return [new Option(`${flag} <number>`, help).argParser(readNumber)];
    case 'choice':
      return [new Option(`${flag} <${kebab(field.name)}>`, help).choices([...field.choices])];
    case 'path': {
      const other = otherFlag(field.name);
      return [new Option(`${flag} <path>`, help), ...(other === undefined ? [] : [new Option(`--${other} <path>`, `the same as ${flag}`)])];
    }
    case 'bytes':
      return [new Option(`${flag}-file <file>`, `${help}: taken from this file`), new Option(`${flag} <base64>`, help).hideHelp()];
    case 'record':
      return [
        new Option(`${flag} <name=value>`, `${help}; repeat it, or give one JSON object`).argParser(collect),
        new Option(`${flag}-file <file>`, 'the same from a JSON file (- is standard input)'),
        new Option(`${flag}-json <json>`, help).hideHelp(),
      ];
    case 'json':
      return [new Option(`${flag} <json>`, `${help}, as JSON`), new Option(`${flag}-file <file>`, 'the same from a JSON file (- is standard input)')];
    case 'list':
      return [new Option(`${flag} <value>`, `${help}; may be repeated`).argParser((text: string, earlier: readonly string[] | undefined) => collect(oneOf(flag, text), earlier))];
    case 'secret':
      return secretOptions(field);
    case 'text': {
      const other = otherFlag(field.name);
      const own = new Option(`${flag} <text>`, other === undefined ? help : `the same as --${other}`);
      return other === undefined ? [own] : [new Option(`--${other} <text>`, help), own];
    }
  }
}

function shownHelp({ description, default: preset, kind, required }: InputField): string {
  if (required) return `${description} (required)`;
  const isWorthSaying = preset !== undefined && preset !== '' && kind !== 'boolean' && kind !== 'record';
  return isWorthSaying ? `${description} (default: ${typeof preset === 'string' ? preset : JSON.stringify(preset)})` : description;
}

function readNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It is not a number.');
  return value;
}

function collect(text: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), text];
}

/** A list is said word by word; one as JSON text would count as one long word. */
function oneOf(flag: string, text: string): string {
  const list = listIn(text);
  if (list === undefined) return text;
  const words = list.map((word) => `${flag}=${/^[\w./:=@-]*$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`}`);
  throw new InvalidArgumentError(`It is given word by word, not as JSON: ${words.join(' ')}`);
}

function listIn(text: string): readonly string[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}
