import { idOf, indexOf } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { Finding } from '../../../core/domain/operations/workflows.ts';

export interface FindingsByPlace {
  readonly byNode: ReadonlyMap<string, readonly Finding[]>;
  readonly byTransition: ReadonlyMap<string, readonly Finding[]>;
}

/** The findings at the node or transition each is about. One of a body stands at the node around it. */
export function findingsByPlace(definition: JsonObject, findings: readonly Finding[]): FindingsByPlace {
  const byNode = new Map<string, Finding[]>();
  const byTransition = new Map<string, Finding[]>();
  for (const finding of findings) {
    const [noun = '', id = ''] = finding.where.split('.');
    if (noun === 'nodes') add(byNode, id, finding);
    if (noun === 'transitions') add(byTransition, id, finding);
    const home = noun === 'regions' ? indexOf(definition).regions.get(id)?.node : undefined;
    if (home !== undefined) add(byNode, idOf(home), finding);
  }
  return { byNode, byTransition };
}

function add(map: Map<string, Finding[]>, id: string, finding: Finding): void {
  const there = map.get(id);
  if (there === undefined) map.set(id, [finding]);
  else there.push(finding);
}
