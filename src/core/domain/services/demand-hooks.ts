import { hookProblem } from '../catalogue/model-hooks.ts';
import { AppError } from '../model/errors.ts';
import { isJsonObject, type Json } from '../model/json.ts';

/** Refuses settings with a pattern that no hook can look for, and names its rule. `key` is where the value belongs: `hooks`, or on the way into it. */
export function demandHooks(key: string, value: Json | undefined): void {
  if (value === undefined || !/^hooks(?:\.|$)/iu.test(key)) return;
  for (const { at, rule, pattern } of patternsIn(key, value)) {
    const problem = hookProblem({ pattern });
    if (problem === undefined) continue;
    const name = rule === undefined ? at : `the hook "${rule}"`;
    throw new AppError('input_invalid', `The pattern of ${name} cannot be used: ${problem}.`, {
      next: 'Write it as RE2 takes it, shorter or with fewer repetitions.',
      data: { fields: [{ path: at, message: problem }], ...(rule === undefined ? {} : { hook: rule }) },
    });
  }
}

interface Pattern {
  readonly at: string;
  readonly rule?: string;
  readonly pattern: string;
}

function patternsIn(at: string, value: Json): readonly Pattern[] {
  if (typeof value === 'string') return /\.pattern$/u.test(at) ? [{ at, pattern: value }] : [];
  if (Array.isArray(value)) return value.flatMap((part: Json, index) => patternsIn(`${at}.${index}`, part));
  if (!isJsonObject(value)) return [];
  const { id, pattern } = value;
  if (typeof pattern === 'string') return [{ at: `${at}.pattern`, ...(typeof id === 'string' ? { rule: id } : {}), pattern }];
  return Object.entries(value).flatMap(([name, part]) => patternsIn(`${at}.${name}`, part));
}
