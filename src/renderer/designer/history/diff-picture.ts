import { changeSayer } from '../../../core/domain/model/definition/change-said.ts';
import { type DefinitionParts, definitionOf, type Part, partsOf } from '../../../core/domain/model/definition/definition-parts.ts';
import { diffDefinitions, type DefinitionChange } from '../../../core/domain/model/definition/diff-definitions.ts';
import { withPartOf } from '../../../core/domain/model/definition/part-moves.ts';
import { isJsonObject, type JsonObject } from '../../../core/domain/model/json.ts';
import { historyWords } from '../../strings/designer-history.ts';
import type { DesignerViewState } from '../session/designer-view.ts';

type Mark = DesignerViewState['marks'] extends ReadonlyMap<string, infer Kind> ? Kind : never;

/** Two states of a workflow as one picture, and what differs in words. */
export interface DiffPicture {
  /** The later state, with what is gone where it stood. */
  readonly definition: JsonObject;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly changes: readonly PlacedChange[];
}

export interface PlacedChange {
  readonly change: DefinitionChange;
  /** What it is, as people know the workflow. */
  readonly words: string;
  /** The node or transition it is in; absent of what stands in none. */
  readonly shownAt?: string;
}

/** What became of a workflow from one state to another. What runs beside the meaning, such as places, is no difference. */
export function diffPicture(before: JsonObject, after: JsonObject): DiffPicture {
  const [from, to] = [comparable(before), comparable(after)];
  const [left, right] = [partsOf(from), partsOf(to)];
  const gone = [...left.values()].filter(({ address, noun }) => (noun === 'node' || noun === 'transition') && !right.has(address));
  const both = gone.reduce<DefinitionParts>((parts, { address }) => (parts.has(address) ? parts : withPartOf(parts, left, address)), right);
  const say = changeSayer(from, to);
  const changes = diffDefinitions(from, to).map((change): PlacedChange => {
    const shownAt = ownerOf(change.kind === 'removed' ? left : right, change);
    return { change, words: say(change), ...(shownAt === undefined ? {} : { shownAt }) };
  });
  return { definition: withPlaces(definitionOf(both), before), marks: marksOf(changes), changes: gathered(changes) };
}

/** A step that is gone is told once, with what stood in it and the transitions that went with it. */
function gathered(changes: readonly PlacedChange[]): readonly PlacedChange[] {
  const nodes = changes.flatMap(({ change }) => (change.kind === 'removed' && change.noun === 'node' ? [change] : []));
  const ownerOfGone = ({ change }: PlacedChange): string | undefined => {
    if (change.kind !== 'removed') return undefined;
    const ends = change.noun === 'transition' ? [change.before['from'], change.before['to']] : [];
    return nodes.find(({ id, where }) => change.where.startsWith(`${where}/`) || ends.includes(id))?.id;
  };
  const gone = Map.groupBy(changes, ownerOfGone);
  return (gone.get(undefined) ?? []).map((placed) => (placed.change.noun === 'node' && gone.has(placed.change.id) ? { ...placed, words: historyWords.changes.withAll(placed.words) } : placed));
}

/** Workflows it calls are carried by versions and found anew by drafts. */
export function comparable({ called: _called, ...rest }: JsonObject): JsonObject {
  return rest;
}

/** Where nodes stand by hand, those that are gone stand where they stood. */
function withPlaces(definition: JsonObject, before: JsonObject): JsonObject {
  const [now, then] = [definition['layout'], before['layout']];
  if (!isJsonObject(now) || Object.keys(now).length === 0 || !isJsonObject(then)) return definition;
  return { ...definition, layout: { ...then, ...now } };
}

/** A part's own change outweighs what happened inside it. */
function marksOf(changes: readonly PlacedChange[]): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const { change, shownAt } of changes) {
    if (shownAt === undefined) continue;
    const isItself = (change.noun === 'node' || change.noun === 'transition') && change.id === shownAt;
    const mark = isItself ? change.kind : 'changed';
    const known = marks.get(shownAt);
    if (known === undefined || (isItself && mark !== 'changed') || (mark === 'changed' && known === 'moved')) marks.set(shownAt, known === 'added' || known === 'removed' ? known : mark);
  }
  return marks;
}

function ownerOf(parts: DefinitionParts, { noun, id, where }: DefinitionChange): string | undefined {
  if (noun === 'node' || noun === 'transition') return id;
  // Names that are unique only in their home stand under its address.
  const found = parts.get(`${noun}:${id}`) ?? [...parts.values()].find((one) => one.noun === noun && one.id === id && where.includes(parts.get(one.home ?? '')?.id ?? ''));
  return found === undefined ? undefined : drawnAround(parts, found);
}

/** The node or transition a part is, or stands in; undefined of what stands in none. */
export function drawnAround(parts: DefinitionParts, part: Part): string | undefined {
  for (let at: Part | undefined = part; at !== undefined; at = parts.get(at.home ?? '')) if (at.noun === 'node' || at.noun === 'transition') return at.id;
  return undefined;
}
