import type { AnyContractProcedure } from '@orpc/contract';
import type { OperationFacts, OperationMeta } from './define-operation.ts';

/** What an operation of the contract is, without its fields: those take milliseconds. */
export function operationFacts(procedure: AnyContractProcedure): OperationFacts {
  const { operation } = procedure['~orpc'].meta as OperationMeta;
  if (operation !== undefined) return operation;
  throw new TypeError('Operations are made by query, command and stream.');
}

/** What an operation is called as a tool: assistants take letters, digits, hyphens and underlines. */
export function toolName(operation: string): string {
  return operation.replace('.', '_');
}
