import type { Region, WorkflowDefinition } from '../../model/workflow.ts';
import type { DefinitionIssues } from './definition-issues.ts';

type Noun = 'regions' | 'nodes' | 'actions' | 'transitions' | 'validators' | 'cards';

/** Adds an issue for every id that stands twice: ids are parts of structural ids, so each names one thing. */
export function checkUniqueIds(issues: DefinitionIssues, definition: WorkflowDefinition): void {
  const seen = new Set<string>();
  for (const [noun, id] of idsOf(definition)) {
    const key = `${noun}.${id}`;
    if (seen.has(key)) issues.add(key, `The id "${id}" stands twice among the ${noun}.`, { code: 'duplicate_id', next: 'Ids are unique in the whole definition, bodies included.' });
    seen.add(key);
  }
}

function* idsOf(definition: WorkflowDefinition): Generator<readonly [Noun, string]> {
  for (const card of definition.cards) yield ['cards', card.id];
  yield* idsOfRegion(definition.root);
}

function* idsOfRegion(region: Region): Generator<readonly [Noun, string]> {
  yield ['regions', region.id];
  for (const node of region.nodes) {
    yield ['nodes', node.id];
    for (const step of [...node.entry, ...node.exit, ...(node.userActions ?? [])]) yield ['actions', step.id];
    for (const body of node.bodies) yield* idsOfRegion(body);
  }
  for (const transition of region.transitions) {
    yield ['transitions', transition.id];
    for (const validator of transition.validators) {
      yield ['validators', validator.id];
      // What asks has effects of its own, which are named as an action's are.
      if (validator.type === 'llm' || validator.type === 'manual-approval') yield ['actions', validator.id];
    }
  }
}
