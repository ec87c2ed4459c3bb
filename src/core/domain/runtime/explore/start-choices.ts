import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import type { StartInput } from '../../model/run-input.ts';
import type { Told } from '../decide.ts';
import { type Environment, shaped } from './environment.ts';
import { sampleOf } from './samples.ts';
import type { Dimension } from './variants.ts';

const firstInstant = 1_767_225_600_000;

/** Every way to begin, the plainest first. */
export function startChoices(environment: Environment): readonly Told[] {
  const { workflow } = environment;
  const { inputs: schema } = workflow.definition;
  const sample = sampleOf({ ...schema, type: 'object' });
  const { properties } = schema;
  const options = Object.entries(isJsonObject(properties) ? properties : {}).flatMap(([name, property]): readonly Dimension[] => {
    const values = environment.tested.has(`inputs.${name}`) ? [] : fewValues(property);
    return values.length === 0 ? [] : [{ path: [name], values }];
  });
  const takes = (value: Json): boolean => workflow.checkInputs({ ...workflow.inputDefaults, ...(isJsonObject(value) ? value : {}) }).length === 0;
  const variants = shaped(environment, { prefix: 'inputs', sample, more: options, takes });
  const all = isJsonObject(sample) ? [...variants, onlyRequired(schema, sample)] : variants;
  return all.flatMap((value) => {
    return takes(value) ? [{ at: firstInstant, input: startOf(isJsonObject(value) ? value : {}) }] : [];
  });
}

/** Every value of an enumeration, both of a flag, a list with and without elements. */
function fewValues(schema: Json): readonly Json[] {
  if (!isJsonObject(schema)) return [];
  if (isJsonList(schema['enum'])) return schema['enum'];
  if (schema['type'] === 'boolean') return [true, false];
  return schema['type'] === 'array' && schema['minItems'] === undefined ? [sampleOf(schema), []] : [];
}

function onlyRequired(schema: JsonObject, sample: JsonObject): JsonObject {
  const { required } = schema;
  return Object.fromEntries(Object.entries(sample).filter(([name]) => isJsonList(required) && required.includes(name)));
}

function startOf(inputs: JsonObject): StartInput {
  return { type: 'start', run: 'run', workflow: 'workflow', definitionHash: '0'.repeat(64), inputs, seed: 'seed', attended: true, by: 'user:starter', pins: {} };
}
