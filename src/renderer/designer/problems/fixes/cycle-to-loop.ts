import { findNode, idOf, listIn, nameOf, textIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import { changeRegion } from '../../../../core/domain/model/edit/definition-writing.ts';
import { takeFreshId, takenIds, takeOtherId } from '../../../../core/domain/model/edit/fresh-ids.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { problemWords } from '../../../strings/designer-problems.ts';
import { type Cycle, cycleOf } from './cycle-of.ts';

const words = problemWords.cycle;

/** As often as the engine goes round in a cycle before it stops the run, and as long as a loop may take. */
const bounds = { maxPasses: 100, timeout: 'PT24H' };

/** The definition with the cycle around a node as a loop with limits, and the name of the loop; or why there can be none. */
export function cycleToLoop(definition: JsonObject, node: string): { readonly definition: JsonObject; readonly name: string } | string {
  const cycle = cycleOf(definition, node);
  if (typeof cycle === 'string') return cycle;
  const deciding = findNode(definition, cycle.last) ?? {};
  // What is done on leaving may change what the condition reads, after it was looked at.
  if (listIn(deciding, 'exit').length > 0) return words.actsOnLeaving(nameOf(deciding));
  const taken = takenIds(definition);
  const loop = takeFreshId(taken, 'nodes', `repeat_${cycle.first}`);
  const ids: BodyIds = { region: takeFreshId(taken, 'regions', `${loop}_body`), start: takeFreshId(taken, 'nodes', 'start'), again: takeFreshId(taken, 'nodes', 'again'), out: takeFreshId(taken, 'nodes', 'out'), begin: takeOtherId(taken, 'transitions', 't1') };
  const onward = { id: takeOtherId(taken, 'transitions', 't1'), from: loop, to: cycle.target, triggers: [{ type: 'condition-met', config: {} }] };
  const name = words.loopName(nameOf(findNode(definition, cycle.first) ?? {}));
  const converted = changeRegion(definition, cycle.region, (region) => {
    const nodes = listIn(region, 'nodes');
    const ways = listIn(region, 'transitions');
    const container = { id: loop, type: 'loop', name, config: { until: cycle.until, ...bounds }, bodies: [bodyOf(region, cycle, ids)] };
    const within = (way: JsonObject): boolean => cycle.nodes.has(textIn(way, 'from') ?? '');
    return {
      ...region,
      nodes: nodes.flatMap((one) => (idOf(one) === cycle.first ? [container] : cycle.nodes.has(idOf(one)) ? [] : [one])),
      transitions: [...ways.filter((way) => !within(way)).map((way) => (cycle.nodes.has(textIn(way, 'to') ?? '') ? { ...way, to: loop } : way)), onward],
    };
  });
  return { definition: withPlaces(converted, cycle, { loop, ...ids }), name };
}

interface BodyIds {
  readonly region: string;
  readonly start: string;
  readonly again: string;
  readonly out: string;
  readonly begin: string;
}

/** One pass: from where the cycle was entered to where it went round or was left, by the transitions there were. */
function bodyOf(region: JsonObject, { nodes, first }: Cycle, { region: id, start, again, out, begin }: BodyIds): JsonObject {
  const endOf = (to: string): string => (to === first ? again : nodes.has(to) ? to : out);
  const ways = listIn(region, 'transitions').filter((way) => nodes.has(textIn(way, 'from') ?? '')).map((way) => ({ ...way, to: endOf(textIn(way, 'to') ?? '') }));
  return {
    id,
    nodes: [{ id: start, type: 'start' }, ...listIn(region, 'nodes').filter((node) => nodes.has(idOf(node))), { id: again, type: 'end', name: words.again }, { id: out, type: 'end', name: words.out }],
    transitions: [{ id: begin, from: start, to: first, triggers: [{ type: 'immediate', config: {} }] }, ...ways],
  };
}

/** Room for a node in the rows of a body, in units of the canvas. */
const [column, row, edge] = [240, 120, 24];

/** Where nodes were put by hand, those of the cycle stand to one another as they did. */
function withPlaces(definition: JsonObject, { nodes }: Cycle, { loop, start, again, out }: BodyIds & { readonly loop: string }): JsonObject {
  const layout = isJsonObject(definition['layout']) ? definition['layout'] : {};
  const own = [...nodes].flatMap((id): readonly (readonly [string, JsonObject])[] => (isJsonObject(layout[id]) ? [[id, layout[id]]] : []));
  if (own.length === 0) return definition;
  const number = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);
  const [left, top, right] = [Math.min(...own.map(([, { x }]) => number(x))), Math.min(...own.map(([, { y }]) => number(y))), Math.max(...own.map(([, { x }]) => number(x)))];
  const behind = right - left + edge + 2 * column;
  return {
    ...definition,
    layout: {
      ...layout,
      ...Object.fromEntries(own.map(([id, place]) => [id, { ...place, x: number(place['x']) - left + edge + column, y: number(place['y']) - top + edge }])),
      [start]: { x: edge, y: edge },
      [again]: { x: behind, y: edge },
      [out]: { x: behind, y: edge + row },
      [loop]: { x: left, y: top },
    },
  };
}
