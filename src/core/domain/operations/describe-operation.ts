import type { AnyContractProcedure } from '@orpc/contract';
import { z } from 'zod';
import type { Json } from '../model/json.ts';
import type { OperationFacts } from './define-operation.ts';
import { operationFacts } from './operation-facts.ts';

/**
 * What a door without types of its own asks for: *path* is a place on this machine, *bytes* travels as base64, *record*
 * is a JSON object with free names, *json* any JSON value, *secret* a text that must not be seen.
 */
export type InputKind = 'text' | 'number' | 'boolean' | 'choice' | 'path' | 'bytes' | 'record' | 'list' | 'json' | 'secret';

export interface InputField {
  readonly name: string;
  readonly kind: InputKind;
  readonly description: string;
  readonly required: boolean;
  /** A text that may also be nothing. */
  readonly nullable?: true;
  readonly default?: Json;
  /** Of a *choice*. */
  readonly choices: readonly string[];
}

/** An operation as data: its facts and the fields of its input in the order of the schema. */
export interface DescribedOperation {
  readonly facts: OperationFacts;
  readonly fields: readonly InputField[];
}

/** One operation of the contract for doors that build flags, forms or completions from it. */
export function describeOperation(procedure: AnyContractProcedure): DescribedOperation {
  const facts = operationFacts(procedure);
  const inputSchema: unknown = procedure['~orpc'].inputSchema;
  if (!(inputSchema instanceof z.ZodType)) throw new TypeError('Operations are made by query, command and stream.');
  const schema = z.toJSONSchema(inputSchema, { io: 'input', unrepresentable: 'any', reused: 'inline' });
  const fields = Object.entries(schema.properties ?? {}).map(([name, property]) =>
    describeField(name, typeof property === 'boolean' ? {} : property, schema.required?.includes(name) ?? false),
  );
  return { facts, fields };
}

type SchemaNode = Exclude<z.core.JSONSchema.BaseSchema, boolean>;

function describeField(name: string, given: SchemaNode, required: boolean): InputField {
  const text = textOrNothing(given);
  const node = text ?? given;
  return {
    name,
    kind: kindOf(node),
    description: given.description ?? node.description ?? '',
    required,
    ...(text === undefined ? {} : { nullable: true as const }),
    ...(node.default === undefined ? {} : { default: node.default as Json }),
    choices: node.type === 'string' ? (node.enum ?? []).map(String) : [],
  };
}

/** The text of a field that is a text or null. */
function textOrNothing({ anyOf }: SchemaNode): SchemaNode | undefined {
  const [text, nothing, ...others] = anyOf ?? [];
  const isText = typeof text === 'object' && text.type === 'string' && typeof nothing === 'object' && nothing.type === 'null' && others.length === 0;
  return isText ? text : undefined;
}

function kindOf({ type, enum: choices, format, contentEncoding }: SchemaNode): InputKind {
  switch (type) {
    case 'string':
      if (choices !== undefined) return 'choice';
      if (contentEncoding === 'base64') return 'bytes';
      if (format === 'password') return 'secret';
      return format === 'path' ? 'path' : 'text';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'object':
      // A whole document is no list of names and values.
      return format === 'document' ? 'json' : 'record';
    case 'array':
      return format === 'document' ? 'json' : 'list';
    default:
      return 'json';
  }
}
