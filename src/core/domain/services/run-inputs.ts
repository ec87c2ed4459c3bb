import { AppError } from '../model/errors.ts';
import type { FileRef } from '../model/blob.ts';
import { Sha256 } from '../model/ids.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { sha256Hex } from '../model/sha256.ts';
import { schemaCheck, type SchemaProblem } from '../catalogue/json-schema.ts';
import type { FileConnector } from '../ports/file-connector.ts';
import type { FormatterSet } from '../ports/formatter.ts';
import type { StartRun } from '../ports/run-executor.ts';
import { mediaTypeOf } from './media-type.ts';

export interface RunInputsDeps {
  readonly files: FileConnector;
  readonly formatters: FormatterSet;
}

export interface GivenInputs {
  /** The workflow as messages name it. */
  readonly workflow: string;
  /** The definition's `inputs`. */
  readonly schema: JsonObject;
  readonly values: JsonObject;
  readonly signal: AbortSignal;
}

export const largestFileBytes = 64 * 1024 * 1024;

/**
 * The inputs as a run takes them: checked against the schema, each file read through the sandbox and pinned by its
 * address, so that a file changed later does not change the run. Defaults count for the check; the engine fills them in
 * and records that it did. Writes nothing.
 */
export async function pinInputs(deps: RunInputsDeps, given: GivenInputs): Promise<Pick<StartRun, 'inputs' | 'files'>> {
  const filled = withDefaults(given.schema, given.values);
  checkNames(given);
  checkValues(given, filled);

  const inputs: { [name: string]: Json } = { ...given.values };
  const files: StartRun['files'][number][] = [];
  for (const name of fileInputs(given.schema)) {
    const path = filled[name];
    if (typeof path !== 'string') continue;
    const pinned = await pinFile(deps, { path, signal: given.signal });
    inputs[name] = pinned.file;
    files.push({ input: name, ...pinned });
  }
  return { inputs, files };
}

/** Names of the inputs that take a file. */
function fileInputs(schema: JsonObject): readonly string[] {
  return Object.entries(propertiesOf(schema)).flatMap(([name, property]) => (isJsonObject(property) && property['format'] === 'file' ? [name] : []));
}

async function pinFile({ files, formatters }: RunInputsDeps, { path, signal }: { path: string; signal: AbortSignal }) {
  const { name, bytes, sha256 } = await files.read(path, { maxBytes: largestFileBytes, signal });
  const blob = { sha256: Sha256.parse(sha256 ?? sha256Hex(bytes)), mediaType: await mediaTypeOf(formatters, name), bytes };
  const file: FileRef = { name, sha256: blob.sha256, bytes: bytes.length, mediaType: blob.mediaType };
  return { file, blob };
}

function propertiesOf(schema: JsonObject): JsonObject {
  return isJsonObject(schema['properties']) ? schema['properties'] : {};
}

/** JSON Schema only describes defaults; the values as they are once the defaults count. */
export function withDefaults(schema: JsonObject, values: JsonObject): JsonObject {
  const missing = Object.entries(propertiesOf(schema)).flatMap(([name, property]) =>
    values[name] === undefined && isJsonObject(property) && property['default'] !== undefined ? [[name, property['default']] as const] : [],
  );
  return { ...values, ...Object.fromEntries(missing) };
}

/** A misspelt name would pass as an extra property and the input silently keep its default. */
function checkNames({ workflow, schema, values }: GivenInputs): void {
  if (schema['additionalProperties'] !== undefined || schema['patternProperties'] !== undefined) return;
  const known = Object.keys(propertiesOf(schema));
  const unknown = Object.keys(values).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new AppError('input_invalid', `"${workflow}" has no input ${unknown.map((name) => `"${name}"`).join(', ')}.`, {
    next: known.length === 0 ? 'It takes no inputs.' : `Its inputs are: ${known.join(', ')}.`,
    data: { workflow, fields: unknown.map((name) => ({ path: `input.${name}`, message: 'unknown' })) },
  });
}

function checkValues({ workflow, schema }: GivenInputs, values: JsonObject): void {
  const faults = faultsOf(schema, values, workflow);
  if (faults.length === 0) return;
  throw new AppError('input_invalid', `The inputs of "${workflow}" do not fit: ${faults.map(({ path, message }) => `${path}: ${message.replace(/\.$/u, '')}`).join('; ')}.`, {
    next: 'Correct the inputs named and start again.',
    data: { workflow, fields: faults.map(({ path, message }) => ({ path: `input.${path}`, message })) },
  });
}

function faultsOf(schema: JsonObject, values: JsonObject, workflow: string): readonly SchemaProblem[] {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const missing = required.filter((name): name is string => typeof name === 'string' && values[name] === undefined);
  if (missing.length > 0) return missing.map((name) => ({ path: name, message: 'is missing' }));
  try {
    return schemaCheck(schema)(values).slice(0, 5);
  } catch (cause) {
    throw new AppError('definition_invalid', `The schema of the inputs of "${workflow}" cannot be used.`, {
      next: 'Correct `inputs` in the definition; it is JSON Schema 2020-12.',
      data: { workflow },
      cause,
    });
  }
}
