import { exitsOf, listIn, regionOf, textIn, transitionsIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import { isJsonObject, type JsonObject } from '../../../../core/domain/model/json.ts';
import { problemWords } from '../../../strings/designer-problems.ts';

const words = problemWords.cycle;

/** A cycle that is entered at one node, and left or gone round again from one. */
export interface Cycle {
  readonly region: string;
  readonly nodes: ReadonlySet<string>;
  /** Where it is entered. */
  readonly first: string;
  /** Where it is decided whether to go round again. */
  readonly last: string;
  /** Where it leads when it is left. */
  readonly target: string;
  /** When it is left, as an expression. */
  readonly until: string;
}

/** The cycle a node stands in, as a loop could go round it; or why none could. */
export function cycleOf(definition: JsonObject, node: string): Cycle | string {
  const region = regionOf(definition, node) ?? '';
  const ways = transitionsIn(definition, region).map((transition) => ({ transition, from: textIn(transition, 'from') ?? '', to: textIn(transition, 'to') ?? '' }));
  const [leaving, arriving] = [Map.groupBy(ways, ({ from }) => from), Map.groupBy(ways, ({ to }) => to)];
  const ahead = closure(node, (at) => (leaving.get(at) ?? []).map(({ to }) => to));
  const behind = closure(node, (at) => (arriving.get(at) ?? []).map(({ from }) => from));
  const nodes = new Set([...ahead].filter((one) => behind.has(one)));
  if (nodes.size === 0) return words.none;
  const [first, ...otherFirsts] = new Set(ways.filter(({ from, to }) => !nodes.has(from) && nodes.has(to)).map(({ to }) => to));
  if (first === undefined) return words.notEntered;
  if (otherFirsts.length > 0) return words.severalEntries;
  const ending = ways.filter(({ from, to }) => nodes.has(from) && (!nodes.has(to) || to === first));
  const [last, ...otherLasts] = new Set(ending.map(({ from }) => from));
  const [target, ...otherTargets] = new Set(ending.filter(({ to }) => !nodes.has(to)).map(({ to }) => to));
  if (last === undefined || target === undefined) return words.notLeft;
  if (otherLasts.length > 0 || otherTargets.length > 0) return words.severalExits;
  const until = leftWhen(definition, { last, ends: (to) => (nodes.has(to) ? (to === first ? false : undefined) : true) });
  return until === undefined ? words.undecided : { region, nodes, first, last, target, until };
}

function closure(node: string, next: (at: string) => readonly string[]): ReadonlySet<string> {
  const met = new Set(next(node));
  for (const one of met) for (const further of next(one)) met.add(further);
  return met;
}

interface Deciding {
  readonly last: string;
  /** Whether a way to a node leaves the cycle, goes round again, or neither. */
  readonly ends: (to: string) => boolean | undefined;
}

/** When the node that decides leads out, taken from what is examined there in its order; nothing where that is no matter of conditions alone. */
function leftWhen(definition: JsonObject, { last, ends }: Deciding): string | undefined {
  const ways: { readonly when: string; readonly leaves: boolean }[] = [];
  for (const exit of exitsOf(definition, last)) {
    const leaves = ends(textIn(exit, 'to') ?? '');
    if (leaves === undefined) continue;
    const when = conditionOf(exit);
    if (when === undefined || listIn(exit, 'validators').length > 0) return undefined;
    ways.push({ when, leaves });
  }
  return ways.reduceRight<string>((rest, { when, leaves }) => chosen(when, leaves, rest), 'true');
}

const always: ReadonlySet<string> = new Set(['task-complete', 'immediate']);

function conditionOf(exit: JsonObject): string | undefined {
  const [trigger, ...others] = listIn(exit, 'triggers').filter(({ enabled }) => enabled !== false);
  const type = textIn(trigger ?? {}, 'type') ?? '';
  if (trigger === undefined || others.length > 0) return undefined;
  if (exit['isDefault'] === true || always.has(type)) return type === 'condition' || always.has(type) ? 'true' : undefined;
  const config = trigger['config'];
  return type === 'condition' && isJsonObject(config) ? textIn(config, 'when') : undefined;
}

/** A choice as an expression, without what says nothing. */
function chosen(when: string, leaves: boolean, rest: string): string {
  if (when === 'true') return String(leaves);
  if (leaves) return rest === 'false' ? when : rest === 'true' ? 'true' : `(${when}) || ${rest}`;
  return rest === 'true' ? `!(${when})` : rest === 'false' ? 'false' : `!(${when}) && (${rest})`;
}
