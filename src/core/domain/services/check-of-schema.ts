import { type PointedProblem, pointedSchemaCheck } from '../catalogue/json-schema.ts';
import { schemaFaults } from '../catalogue/schema-faults.ts';
import { AppError } from '../model/errors.ts';
import { isJsonObject, type Json } from '../model/json.ts';

/** Documents are checked one at a time by people who wait, so a check may cost ten times what one inside a run may. */
const effort = { steps: 4_000_000, fuel: 2_000_000, stepsForMore: 2_000_000 } as const;

/**
 * A check of values against a JSON Schema 2020-12, which `name` is what to call by. One that cannot be used is
 * `input_invalid` and says where and why; references lead to parts of the same schema only, nothing is fetched.
 */
export function checkOfSchema(schema: Json, name: string): (value: Json) => readonly PointedProblem[] {
  if (!isJsonObject(schema)) throw unusable(name, { pointer: '', message: 'a schema is an object here' });
  const fault = schemaFaults(schema).find(({ kind }) => kind === 'shape');
  if (fault !== undefined) throw unusable(name, { pointer: pointerOf(fault.path), message: fault.message });
  try {
    return pointedSchemaCheck(schema, effort);
  } catch (cause) {
    throw unusable(name, { pointer: '', message: cause instanceof Error ? cause.message : 'it is no schema' }, cause);
  }
}

/** A place in a schema as JSON pointers write it. */
function pointerOf(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function unusable(name: string, { pointer, message }: PointedProblem, cause?: unknown): AppError {
  return new AppError('input_invalid', `The schema ${name} cannot be used: ${pointer === '' ? '' : `at ${pointer} `}${message}.`, {
    next: 'Mend the schema; it is JSON Schema 2020-12, and "$ref" names parts of itself, such as "#/$defs/name".',
    data: { schema: name, pointer },
    cause,
  });
}
