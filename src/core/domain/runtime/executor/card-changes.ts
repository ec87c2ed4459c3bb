import type { Actor } from '../../model/actor.ts';
import type { RunId, WorkflowId } from '../../model/ids.ts';
import { present } from '../../model/present.ts';
import { placeOf } from '../../model/region-path.ts';
import type { RunInput } from '../../model/run-input.ts';
import type { CardState } from '../../model/run-waits.ts';
import type { RunState } from '../../model/run-state.ts';
import type { Region } from '../../model/workflow.ts';
import type { CardOtherwise, CardRow } from '../../ports/card-repository.ts';
import type { RunCommit } from '../../ports/run-commit.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { definitionAt, nodeAt } from '../compile/definition-at.ts';

/** The step a change of cards is read from. */
export interface CardStep {
  readonly runId: RunId;
  readonly workflowId: WorkflowId;
  /** What the run follows after the step. */
  readonly definition: CompiledDefinition;
  readonly before: RunState | undefined;
  readonly after: RunState;
  readonly input?: RunInput | undefined;
  readonly actor?: Actor | undefined;
  readonly at: number;
}

/** Cards the step opened, and cards it closed with how that came: answered, expired, or withdrawn with their visit. */
export function cardChanges(parts: CardStep): RunCommit['cards'] {
  const { before, after, input } = parts;
  if (before?.cards === after.cards) return { opened: [], closed: [] };
  const wasOpen = (visit: string): boolean => isOpen(before?.cards[visit]);
  const closed = Object.keys(before?.cards ?? {}).filter((visit) => wasOpen(visit) && !isOpen(after.cards[visit]));
  const [late] = input?.type === 'timer' ? closed : [];
  return {
    opened: Object.values(after.cards).filter((card) => isOpen(card) && !wasOpen(card.visit)).map((card) => ({ ...cardRow(parts, card), ...(late === undefined ? {} : { follows: cardRowId(parts.runId, late) }) })),
    closed: closed.map((visit) => ({
      id: cardRowId(parts.runId, visit),
      at: parts.at,
      ...(input?.type === 'card' && input.visit === visit
        ? { state: 'submitted' as const, values: input.values, ...(parts.actor === undefined ? {} : { actor: parts.actor }) }
        : { state: input?.type === 'timer' ? ('expired' as const) : ('withdrawn' as const) }),
    })),
  };
}

function isOpen(card: CardState | undefined): boolean {
  return card !== undefined && card.answer === undefined;
}

/** The id people answer a card by. */
export function cardRowId(runId: RunId, visit: string): string {
  return `${runId}:${visit}`;
}

function cardRow(parts: CardStep, card: CardState): CardRow {
  return {
    id: cardRowId(parts.runId, card.visit),
    runId: parts.runId,
    workflowId: parts.workflowId,
    visit: card.visit,
    nodeId: placeOf(card.visit),
    title: card.title,
    card: card.card,
    state: 'open',
    requestedAt: card.requestedAt,
    ...(card.expiresAt === undefined ? {} : { expiresAt: card.expiresAt, ...present({ otherwise: otherwiseOf(parts.definition, card.visit) }) }),
  };
}

/** Where the first of the transitions leads that take the run on without an answer. */
function otherwiseOf(workflow: CompiledDefinition, visit: string): CardOtherwise | undefined {
  const waits = (nodeAt(workflow, visit)?.outgoing ?? []).flatMap(({ to, triggers }) => triggers.flatMap(({ delayMs }) => (delayMs === undefined ? [] : [{ to, delayMs }])));
  const [first] = waits.toSorted((one, other) => one.delayMs - other.delayMs);
  if (first === undefined) return undefined;
  const own = definitionAt(workflow, visit);
  return { nodeId: first.to, name: nameIn(own.definition.root, first.to) ?? first.to, asks: own.nodes.get(first.to)?.kind.cards !== undefined };
}

function nameIn({ nodes }: Region, id: string): string | undefined {
  for (const node of nodes) {
    const name = node.id === id ? node.name : node.bodies.map((body) => nameIn(body, id)).find((found) => found !== undefined);
    if (name !== undefined) return name;
  }
  return undefined;
}
