import type { Region, Transition, WorkflowDefinition, WorkflowNode } from '../../model/workflow.ts';
import type { DefinitionIssues } from './definition-issues.ts';

type Noun = 'regions' | 'nodes' | 'actions' | 'transitions' | 'validators' | 'cards';

/** One thing with an id, and where it stands. */
interface Named {
  readonly noun: Noun;
  readonly id: string;
  readonly where: string;
  /** What it stands in, where that is a node or a transition. */
  readonly owner?: string;
}

/** Adds an issue for every id that stands again, at the thing that has it again: ids are parts of structural ids, so each names one thing. */
export function checkUniqueIds(issues: DefinitionIssues, definition: WorkflowDefinition): void {
  const seen = new Map<string, Named>();
  for (const named of namedIn(definition)) {
    const { noun, id, where } = named;
    const first = seen.get(`${noun}.${id}`);
    if (first === undefined) seen.set(`${noun}.${id}`, named);
    else issues.add(where, `The id "${id}" stands twice among the ${noun}${first.owner === undefined ? '' : `, first in "${first.owner}"`}.`, { code: 'duplicate_id', next: 'Ids are unique in the whole definition, bodies included.', data: { name: id } });
  }
}

function* namedIn(definition: WorkflowDefinition): Generator<Named> {
  for (const { id } of definition.cards) yield { noun: 'cards', id, where: `cards.${id}` };
  yield* namedInRegion(definition.root);
}

function* namedInRegion(region: Region): Generator<Named> {
  yield { noun: 'regions', id: region.id, where: `regions.${region.id}` };
  for (const node of region.nodes) yield* namedInNode(node);
  for (const transition of region.transitions) yield* namedInTransition(transition);
}

function* namedInNode(node: WorkflowNode): Generator<Named> {
  const where = `nodes.${node.id}`;
  const owner = node.name ?? node.id;
  yield { noun: 'nodes', id: node.id, where };
  for (const { id } of [...node.entry, ...node.exit]) yield { noun: 'actions', id, where: `${where}.actions.${id}`, owner };
  for (const { id } of node.userActions ?? []) yield { noun: 'actions', id, where: `${where}.userActions.${id}`, owner };
  for (const body of node.bodies) yield* namedInRegion(body);
}

function* namedInTransition({ id, name, validators }: Transition): Generator<Named> {
  yield { noun: 'transitions', id, where: `transitions.${id}` };
  for (const validator of validators) {
    const place = { id: validator.id, where: `transitions.${id}.validators.${validator.id}`, owner: name ?? id };
    yield { noun: 'validators', ...place };
    // What asks has effects of its own, which are named as an action's are.
    if (validator.type === 'llm' || validator.type === 'manual-approval') yield { noun: 'actions', ...place };
  }
}
