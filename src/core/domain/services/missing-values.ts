import { AppError } from '../model/errors.ts';
import type { JsonObject } from '../model/json.ts';

/** Names of the values a template reads of its inputs and is not given; it may do without those it asks `has` for. */
export function missingValues(references: readonly string[], inputs: JsonObject): string[] {
  return references.filter((path) => path.startsWith('inputs.')).map((path) => path.slice('inputs.'.length)).filter((name) => !Object.hasOwn(inputs, name));
}

/** A failure of filling a template in, with every value that is not given and how to give it. */
export function withMissing(error: unknown, missing: readonly string[]): unknown {
  if (!(error instanceof AppError) || error.code !== 'input_invalid' || missing.length === 0) return error;
  const named = missing.map((name) => `"${name}"`).join(', ');
  const flags = missing.map((name) => `--input ${name}=…`).join(' ');
  return new AppError(error.code, `${error.message} ${missing.length === 1 ? 'This value is' : 'These values are'} not given: ${named}.`, {
    next: `Give ${missing.length === 1 ? 'it' : 'them'} among the values of \`input\` (on the command line: ${flags}), or guard what reads ${missing.length === 1 ? 'it' : 'them'}: has(inputs.${missing[0] ?? 'name'}) ? inputs.${missing[0] ?? 'name'} : "".`,
    data: { ...error.data, missing: [...missing] },
    cause: error,
  });
}
