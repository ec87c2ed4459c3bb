import type { AnyContractProcedure } from '@orpc/contract';
import { z } from 'zod';
import type { JsonObject } from '../model/json.ts';
import { type DescribedOperation, describeOperation } from './describe-operation.ts';

/** An operation as a window makes a form of it: its facts, its fields, and the JSON Schema of its input. */
export interface OperationForm extends DescribedOperation {
  readonly schema: JsonObject;
}

/** One operation of the contract with everything a form is made from. */
export function operationForm(procedure: AnyContractProcedure): OperationForm {
  const inputSchema: unknown = procedure['~orpc'].inputSchema;
  if (!(inputSchema instanceof z.ZodType)) throw new TypeError('Operations are made by query, command and stream.');
  return { ...describeOperation(procedure), schema: z.toJSONSchema(inputSchema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as JsonObject };
}
