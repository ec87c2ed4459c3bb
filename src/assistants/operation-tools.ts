import type { Tool } from '@modelcontextprotocol/server';
import type { AnyContractProcedure } from '@orpc/contract';
import { levelIn, reaches } from '../core/domain/model/access-scope.ts';
import { areas } from '../core/domain/operations/areas.ts';
import type { OperationFacts } from '../core/domain/operations/define-operation.ts';
import { operationFacts, toolName } from '../core/domain/operations/operation-facts.ts';
import { operationForm } from '../core/domain/operations/operation-form.ts';
import type { AssistantRights } from './assistant.ts';

/** An operation of the contract as assistants are offered it. */
export interface OperationTool {
  readonly facts: OperationFacts;
  readonly tool: Tool;
}

let made: Promise<readonly OperationTool[]> | undefined;

/** The operations the contract marks for assistants; making their schemas takes long, and they never change. */
export function operationTools(): Promise<readonly OperationTool[]> {
  made ??= makeTools();
  return made;
}

/** Whether the rights reach an operation. */
export function mayUse({ access, scopes }: AssistantRights, { name, access: needed }: Pick<OperationFacts, 'name' | 'access'>): boolean {
  const [area = name] = name.split('.', 1);
  return reaches(scopes === undefined ? access : levelIn(scopes, area), needed);
}

async function makeTools(): Promise<readonly OperationTool[]> {
  const all = await Promise.all(Object.values(areas).map((load) => load()));
  const procedures = all.flatMap((area) => Object.values<AnyContractProcedure>({ ...area }));
  return procedures.filter((procedure) => operationFacts(procedure).tool !== undefined).map(toolOf);
}

function toolOf(procedure: AnyContractProcedure): OperationTool {
  const { facts, schema } = operationForm(procedure);
  const readOnly = facts.kind !== 'command';
  const tool: Tool = {
    name: toolName(facts.name),
    title: facts.summary,
    description: `${facts.summary}.${facts.tool === 'asked' ? ' The person is asked first.' : ''}${facts.errors.length === 0 ? '' : ` May be refused with ${facts.errors.join(', ')}.`}`,
    inputSchema: { ...schema, type: 'object' },
    annotations: { readOnlyHint: readOnly, destructiveHint: !readOnly && (facts.takesAway !== undefined || facts.tool === 'asked'), idempotentHint: readOnly, openWorldHint: false },
  };
  return { facts, tool };
}
