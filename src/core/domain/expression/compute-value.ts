import { isCelError } from '@bufbuild/cel';
import type { CelError, CelInput } from '@bufbuild/cel';
import type { Json, JsonObject } from '../model/json.ts';
import { parseTimestamp } from './cel-time.ts';
import { originOf, toCelInput, toJson } from './cel-values.ts';
import type { CompiledExpression } from './compile-expression.ts';
import { ExpressionFault } from './expression-fault.ts';
import type { Root, Scope } from './scope.ts';

/** The longest result, in characters of its JSON. A value that is only handed on from the scope may be longer. */
const resultLimit = 64 * 1024;

/** The value of the expression in the scope. Call it inside `metered`; throws an {@link ExpressionFault}. */
export function computeValue(compiled: CompiledExpression, scope: Scope): Json {
  const result = compiled.run(bindings(compiled, scope));
  if (isCelError(result)) throw evaluationFault(compiled, result);
  const untouched = originOf(result);
  if (untouched !== undefined) return untouched;
  let length = 0;
  try {
    return toJson(result, (more) => {
      length += more;
      if (length > resultLimit && !compiled.isPath) throw new Error(`the result is longer than ${resultLimit} characters`);
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExpressionFault(reason, { offset: 0, next: 'Let the expression give a smaller value.' });
  }
}

/** Only the roots the expression names are converted; a root without a value here is an error that says so. */
function bindings(compiled: CompiledExpression, scope: Scope): { readonly [root: string]: CelInput } {
  const bound: { [root: string]: CelInput } = { __proto__: null };
  for (const root of compiled.roots) bound[root] = rootValue(root, scope);
  return bound;
}

function rootValue(root: Root, scope: Scope): CelInput {
  if (root === 'now') return timeValue('now', scope.now);
  if (root === 'error') return toCelInput(scope.error ?? null);
  if (root === 'run') return runValue(scope.run);
  const value = scope[root];
  if (value !== undefined) return toCelInput(value);
  throw new ExpressionFault(`"${root}" has no value here: it exists only inside a loop`, { offset: 0, next: `Use ${root} only in nodes of a loop.` });
}

function runValue(run: JsonObject): CelInput {
  const { startedAt } = run;
  if (typeof startedAt !== 'string') return toCelInput(run);
  return new Map([...Object.entries(run).map(([key, value]): [string, CelInput] => [key, toCelInput(value)]), ['startedAt', timeValue('run.startedAt', startedAt)]]);
}

function timeValue(name: string, text: string): CelInput {
  try {
    return parseTimestamp(text);
  } catch {
    throw new ExpressionFault(`${name} is not an RFC 3339 time`, { offset: 0, next: 'Report this: the program itself sets it.' });
  }
}

function evaluationFault(compiled: CompiledExpression, error: CelError): ExpressionFault {
  const offset = error.exprId === undefined ? 0 : (compiled.positions[String(error.exprId)] ?? 0);
  return new ExpressionFault(inWords(error.message), { offset, next: 'Give the missing value, or guard the expression: has(vars.name) ? vars.name : "".' });
}

/** The library's own complaints in the words of the rest. */
function inWords(message: string): string {
  if (message.startsWith('type mismatch: expected bool')) return '&& and || take true or false only';
  if (message.startsWith('found no matching overload for _?_:_')) return 'what stands before ? must be true or false';
  if (message === 'unsupported key type') return 'a key of a map is not a string';
  return message.replace('map key conflict', 'a map has the same key twice');
}
