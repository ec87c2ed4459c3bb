import type { CelFunc, CelType } from '@bufbuild/cel';
import { numberFunctions } from './number-functions.ts';
import { operators } from './operators.ts';
import { textFunctions } from './text-functions.ts';
import { timeFunctions } from './time-functions.ts';

/** What a value can be before anything is evaluated; `any` is what is not known. */
export type StaticKind = 'null' | 'bool' | 'number' | 'string' | 'list' | 'map' | 'timestamp' | 'duration' | 'any';

/** One form an operator, function or method takes. A method's target is its first operand. */
export interface Overload {
  readonly operands: readonly StaticKind[];
  readonly result: StaticKind;
}

/** What the library itself adds to ours. */
const ofLibrary: readonly (readonly [string, readonly StaticKind[], StaticKind])[] = [
  ['_+_', ['timestamp', 'duration'], 'timestamp'],
  ['_+_', ['duration', 'timestamp'], 'timestamp'],
  ['_+_', ['duration', 'duration'], 'duration'],
  ['_-_', ['timestamp', 'duration'], 'timestamp'],
  ['_-_', ['duration', 'duration'], 'duration'],
  ...['_<_', '_<=_', '_>_', '_>=_'].flatMap((name) => (['number', 'bool', 'timestamp', 'duration'] as const).map((kind): readonly [string, readonly StaticKind[], StaticKind] => [name, [kind, kind], 'bool'])),
  ['_&&_', ['bool', 'bool'], 'bool'],
  ['_||_', ['bool', 'bool'], 'bool'],
];

const scalars: { readonly [name: string]: StaticKind } = { bool: 'bool', double: 'number', int: 'number', uint: 'number', string: 'string', null_type: 'null' };

const table = new Map<string, Overload[]>();
for (const [name, operands, result] of ofLibrary) add(`f ${name} ${operands.length}`, { operands, result });
for (const known of [...operators, ...numberFunctions, ...textFunctions, ...timeFunctions]) add(keyOf(known), overloadOf(known));

/** The forms of this name and number of arguments; empty for what only the language itself knows. */
export function overloadsOf(name: string, form: { readonly isMethod: boolean; readonly arity: number }): readonly Overload[] {
  return table.get(`${form.isMethod ? 'm' : 'f'} ${name} ${form.arity}`) ?? [];
}

function add(key: string, overload: Overload): void {
  const known = table.get(key);
  if (known === undefined) table.set(key, [overload]);
  else known.push(overload);
}

function keyOf(known: CelFunc): string {
  return `${known.target === undefined ? 'f' : 'm'} ${known.name} ${known.arguments.length}`;
}

function overloadOf({ target, arguments: given, result }: CelFunc): Overload {
  return { operands: [...(target === undefined ? [] : [target]), ...given].map(kindOfType), result: kindOfType(result) };
}

function kindOfType(type: CelType): StaticKind {
  if (type.kind === 'list' || type.kind === 'map') return type.kind;
  if (type.kind === 'scalar') return scalars[type.scalar] ?? 'any';
  return type.toString().endsWith('Timestamp') ? 'timestamp' : type.toString().endsWith('Duration') ? 'duration' : 'any';
}
