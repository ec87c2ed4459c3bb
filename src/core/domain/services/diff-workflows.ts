import { changeWords } from '../model/definition/change-words.ts';
import { diffDefinitions } from '../model/definition/diff-definitions.ts';
import { definitionHash } from '../model/definition-hash.ts';
import { AppError } from '../model/errors.ts';
import type { JsonObject } from '../model/json.ts';
import type { DefinitionChangeView } from '../operations/workflows.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { AreaService } from './area-service.ts';
import { type DefinitionSide, givenSide, namedSide } from './definition-sides.ts';
import { withoutCalled } from './without-called.ts';

type Data = Pick<WorkflowDataPort, 'workflows'>;
type Diff = AreaService<'workflows'>['diff'];
type Input = Parameters<Diff>[0];

/** Compares what is named or given. One workflow alone: its published version with its draft. */
export async function diffWorkflows(data: Data, input: Input): ReturnType<Diff> {
  const [from, to] = comparable(await sidesOf(data, input));
  const changes = changesBetween(from.definition, to.definition);
  return { from: from.label, to: to.label, same: definitionHash(from.definition) === definitionHash(to.definition), changes };
}

/** What a version carries of the workflows it calls, a draft finds anew: between the two it is no difference. */
function comparable(sides: readonly [DefinitionSide, DefinitionSide]): readonly [DefinitionSide, DefinitionSide] {
  if (sides.every(({ definition }) => definition['called'] !== undefined)) return sides;
  const [from, to] = sides;
  return [{ ...from, definition: withoutCalled(from.definition) }, { ...to, definition: withoutCalled(to.definition) }];
}

/** The differences of two definitions as operations answer them. */
export function changesBetween(before: JsonObject, after: JsonObject): DefinitionChangeView[] {
  return diffDefinitions(before, after).map((change) => ({ ...JSON.parse(JSON.stringify(change)) as Omit<DefinitionChangeView, 'text'>, text: changeWords(change) }));
}

async function sidesOf(data: Data, { from, to, fromDefinition, toDefinition }: Input): Promise<readonly [DefinitionSide, DefinitionSide]> {
  if (from !== undefined && fromDefinition !== undefined) throw twice('from', 'fromDefinition');
  if (to !== undefined && toDefinition !== undefined) throw twice('to', 'toDefinition');
  // One workflow alone is compared with itself; of two, each is what its author sees.
  const isAlone = to === undefined && toDefinition === undefined;
  const earlier = fromDefinition === undefined ? await namedSide(data, from ?? missing('from'), isAlone ? 'published' : 'draft') : givenSide(fromDefinition, 'earlier definition');
  if (toDefinition !== undefined) return [earlier, givenSide(toDefinition, 'later definition')];
  return [earlier, await namedSide(data, to ?? `${workflowOf(from) ?? missing('to')}@draft`, 'draft')];
}

function workflowOf(reference: string | undefined): string | undefined {
  return reference?.split('@')[0];
}

function twice(field: string, other: string): AppError {
  return new AppError('input_invalid', `Give \`${field}\` or \`${other}\`, not both.`, { next: 'Leave one of them out.', data: { fields: [{ path: field, message: `give this or ${other}` }] } });
}

function missing(field: string): never {
  throw new AppError('input_invalid', `A comparison needs \`${field}\` or \`${field}Definition\`.`, {
    next: 'Name a workflow, such as data-report, data-report@2 or data-report@draft.',
    data: { fields: [{ path: field, message: 'is missing' }] },
  });
}
