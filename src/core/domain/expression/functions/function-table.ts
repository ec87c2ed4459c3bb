import { celEnv, celFunc, celMethod } from '@bufbuild/cel';
import type { CelFunc, CelValue } from '@bufbuild/cel';
import { kindOf } from '../cel-values.ts';
import { coreFunctions } from './core-functions.ts';
import { numberFunctions } from './number-functions.ts';
import { operators } from './operators.ts';
import { textFunctions } from './text-functions.ts';
import { timeFunctions } from './time-functions.ts';
import { DYN } from './value-types.ts';

/** All that a person may call by name. What the library has beyond this list cannot be called. */
const named: readonly CelFunc[] = [...numberFunctions, ...textFunctions, ...timeFunctions];

/** Operators by the names the parser gives them, with the sign a person knows. */
const signs: { readonly [name: string]: string } = {
  '_+_': '+', '_-_': '-', '_*_': '*', '_/_': '/', '_%_': '%', '-_': '-', '!_': '!', '_==_': '==', '_!=_': '!=',
  '_<_': '<', '_<=_': '<=', '_>_': '>', '_>=_': '>=', '@in': 'in', '_&&_': '&&', '_||_': '||', '_?_:_': '? :',
  '_[_]': '[ ]', '@not_strictly_false': 'loop',
};

interface Use {
  readonly name: string;
  readonly isMethod: boolean;
  readonly arity: number;
}

/** Whether an operator, function or method of this form exists. */
export function findFunction(use: Use): 'known' | 'wrong-arguments' | 'unknown' {
  if (!use.isMethod && Object.hasOwn(signs, use.name)) return 'known';
  const sameName = named.filter((known) => known.name === use.name);
  if (sameName.length === 0) return 'unknown';
  return sameName.some((known) => isMethod(known) === use.isMethod && known.arguments.length === use.arity) ? 'known' : 'wrong-arguments';
}

/** The names a person may call, sorted. */
export function functionNames(form: 'function' | 'method'): readonly string[] {
  return [...new Set(named.filter((known) => isMethod(known) === (form === 'method')).map((known) => known.name))].toSorted();
}

/** The language: the library's standard operators, ours in their place, and an answer in words for operands none fits. */
export const environment = celEnv({ funcs: [...coreFunctions, ...operators, ...named, ...refusals([...operators, ...named])] });

function isMethod(known: CelFunc): boolean {
  return known.target !== undefined;
}

/** One catch-all per name and number of arguments; the library asks it last. */
function refusals(known: readonly CelFunc[]): CelFunc[] {
  const relations = ['_<_', '_<=_', '_>_', '_>=_'].map((name) => ({ name, target: undefined, arguments: [DYN, DYN] }));
  const byForm = new Map([...known, ...relations].map((one) => [`${one.target === undefined} ${one.name} ${one.arguments.length}`, one]));
  const taken = new Set(known.map((one) => one.id));
  return [...byForm.values()].map(refusal).filter((one) => !taken.has(one.id));
}

function refusal(known: Pick<CelFunc, 'name' | 'target' | 'arguments'>): CelFunc {
  const anything = known.arguments.map(() => DYN);
  const complain = (values: readonly CelValue[], self?: CelValue): never => {
    const kinds = values.map(kindOf).join(' and ');
    const sign = signs[known.name];
    if (sign !== undefined) throw new Error(`${sign} cannot take ${kinds}${hints[sign] ?? ''}`);
    throw new Error(self === undefined ? `${known.name}() cannot take ${kinds}` : `.${known.name}() of a ${kindOf(self)} cannot take ${kinds === '' ? 'nothing' : kinds}`);
  };
  if (known.target === undefined) return celFunc(known.name, anything, DYN, (...values: CelValue[]) => complain(values));
  return celMethod(known.name, DYN, anything, DYN, function refuse(...values: CelValue[]) {
    return complain(values, this);
  });
}

const hints: { readonly [sign: string]: string } = {
  '+': '; make both strings with text(...) or both numbers with double(...)',
  '!': '; it takes true or false',
};
