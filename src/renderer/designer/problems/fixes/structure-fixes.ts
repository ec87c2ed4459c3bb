import { exitsOf, findNode, idOf, listIn, nodeName, nodesIn, regionOf, regionOfTransition, textIn, transitionsIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import { freshNodeId, takenIds, takeOtherId } from '../../../../core/domain/model/edit/fresh-ids.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { nearest } from '../../../../core/domain/model/nearest-word.ts';
import { problemWords } from '../../../strings/designer-problems.ts';
import { addBodies } from '../../bodies/body-edits.ts';
import type { FixContext, FixMaker, QuickFix } from './quick-fix.ts';
import { isReadElsewhere } from './read-elsewhere.ts';
import { factsOf, naturalTrigger, nodesByRole, openBeginnings, openEnds, way, wayName } from './ways.ts';

const words = problemWords.fixes;
const secondOf = (where: string): string => where.split('.')[1] ?? '';

export const startCount: FixMaker = ({ where }, context) => {
  const region = secondOf(where);
  const { definition } = context;
  const ids = nodesIn(definition, region).map(idOf);
  // Of two nodes that share an id none can be named: they are told apart first.
  if (new Set(ids).size < ids.length) return [];
  const starts = nodesByRole(context, region, 'start');
  if (starts.length > 1) {
    const [, second = ''] = starts.toSorted((left, right) => exitsOf(definition, right).length - exitsOf(definition, left).length);
    return [removeNode(definition, second)];
  }
  const id = freshNodeId(definition, 'start');
  const [first] = openBeginnings(context, region).filter((one) => factsOf(context, one)?.role !== 'end' || openBeginnings(context, region).length === 1);
  const add = { kind: 'add_node', region, node: { id, type: 'start' } } as const;
  // Where only the node was taken out, its transition leads on already.
  const left = transitionsIn(definition, region).find(({ from }) => from === id);
  if (left !== undefined) return [{ title: words.addStart(nodeName(definition, textIn(left, 'to') ?? '')), edits: [add] }];
  const to = first ?? nodesIn(definition, region).map(idOf).find((one) => factsOf(context, one)?.role !== 'start');
  if (to === undefined) return [{ title: words.addLoneStart, edits: [add] }];
  return [{ title: words.addStart(nodeName(definition, to)), edits: [add, way(context, { from: id, to }, { trigger: { type: 'immediate', config: {} } })] }];
};

export const endMissing: FixMaker = ({ where }, context) => {
  const region = secondOf(where);
  const { definition } = context;
  const id = freshNodeId(definition, 'end');
  const add = { kind: 'add_node', region, node: { id, type: 'end' } } as const;
  const open = openEnds(context, region);
  if (open.length === 0) return [{ title: words.addLoneEnd, edits: [add] }];
  const taken = takenIds(definition);
  const ways = open.flatMap((from) => {
    const trigger = naturalTrigger(context, from);
    return trigger === undefined ? [] : [way(context, { from, to: id }, { id: takeOtherId(taken, 'transitions', 't1'), trigger, isDefault: isDecision(context, from) })];
  });
  return [{ title: words.addEnd(open.map((one) => nodeName(definition, one)).join(', ')), edits: [add, ...ways] }];
};

export const brokenTransition: FixMaker = ({ where, data }, context) => {
  const { definition } = context;
  const id = secondOf(where);
  const remove: QuickFix = { title: words.removeTransition(wayName(definition, id)), edits: [{ kind: 'remove', nodes: [], transitions: [id], notes: [], reconnect: false }] };
  const region = regionOfTransition(definition, id) ?? '';
  const transition = transitionsIn(definition, region).find((one) => idOf(one) === id) ?? {};
  const missing = data?.case === 'node_missing' ? data.name : undefined;
  if (missing === undefined) {
    const [after] = exitsOf(definition, textIn(transition, 'to') ?? '');
    const to = textIn(after ?? {}, 'to');
    const isOther = to !== undefined && to !== transition['from'] && nodesIn(definition, region).some((one) => idOf(one) === to) && factsOf(context, to)?.role !== 'start';
    return [...(isOther ? [{ title: words.lead(nodeName(definition, to)), edits: [{ kind: 'redirect', transition: id, to } as const] }] : []), remove];
  }
  const other = textIn(transition, missing === transition['to'] ? 'from' : 'to') ?? '';
  const known = nodesIn(definition, region).map(idOf).filter((one) => one !== other && factsOf(context, one)?.role !== (missing === transition['to'] ? 'start' : 'end'));
  const near = nearest(missing, known);
  // A transition of which neither end is there can only go.
  if (near === undefined || !nodesIn(definition, region).some((one) => idOf(one) === other)) return [remove];
  const end = missing === transition['to'] ? { to: near } : { from: near };
  return [{ title: words.use(near), edits: [{ kind: 'redirect', transition: id, ...end }] }, remove];
};

export const unreachableNode: FixMaker = ({ where }, context) => {
  const { definition } = context;
  const id = secondOf(where);
  const from = openEnds(context, regionOf(definition, id) ?? '').find((one) => one !== id);
  const trigger = from === undefined ? undefined : naturalTrigger(context, from);
  const isLone = transitionsIn(definition, regionOf(definition, id) ?? '').every(({ to }) => to !== id);
  const connect = from === undefined || trigger === undefined || !isLone ? [] : [{ title: words.connect(nodeName(definition, from), nodeName(definition, id)), edits: [way(context, { from, to: id }, { trigger, isDefault: isDecision(context, from) })] }];
  // The last end of a body stays: without it nothing could end there. So does what others read, which would read nothing then.
  const isLastEnd = nodesByRole(context, regionOf(definition, id) ?? '', 'end').every((end) => end === id) && factsOf(context, id)?.role === 'end';
  return [...connect, ...(isLastEnd || isReadElsewhere(definition, id) ? [] : [removeNode(definition, id)])];
};

export const deadEnd: FixMaker = ({ where }, context) => {
  const { definition } = context;
  const from = secondOf(where);
  const region = regionOf(definition, from) ?? '';
  const trigger = naturalTrigger(context, from);
  // Where it goes on by that already and yet never does, what is written there has to be mended.
  if (trigger === undefined || exitsOf(definition, from).some((exit) => listIn(exit, 'triggers').some(({ type }) => type === trigger['type']))) return [];
  const beginnings = openBeginnings(context, region).filter((one) => one !== from);
  const ends = nodesByRole(context, region, 'end');
  const targets = [...new Set([...beginnings.slice(0, 1), ...ends])].slice(0, 2);
  return targets.map((to) => ({ title: words.connect(nodeName(definition, from), nodeName(definition, to)), edits: [way(context, { from, to }, { trigger, isDefault: isDecision(context, from) })] }));
};

export const bodyCount: FixMaker = ({ where }, context) => {
  const { definition } = context;
  const id = secondOf(where);
  const node = findNode(definition, id) ?? {};
  const there = listIn(node, 'bodies').length;
  const wanted = (factsOf(context, id)?.bodies.least ?? 0) - there;
  if (wanted <= 0) return [];
  return [{ title: words.addBody(wanted), edits: addBodies(definition, id, wanted) }];
};

/** More bodies, or fewer that have to complete. */
export const bodiesNeeded: FixMaker = ({ where, data }, context) => {
  const { least: all, there: has } = data?.count ?? {};
  if (all === undefined || has === undefined) return [];
  const id = secondOf(where);
  const fixes: QuickFix[] = [];
  if (all <= (factsOf(context, id)?.bodies.most ?? 0)) fixes.push({ title: words.addBody(all - has), edits: addBodies(context.definition, id, all - has) });
  if (has > 0) fixes.push({ title: words.askForFewer(has), edits: [{ kind: 'set', at: `nodes.${id}`, path: ['config', 'join', 'quorum'], value: has }] });
  return fixes;
};

function removeNode(definition: JsonObject, id: string): QuickFix {
  return { title: words.remove(nodeName(definition, id)), edits: [{ kind: 'remove', nodes: [id], transitions: [], notes: [], reconnect: false }] };
}

/** Of a choice what is added must not take what others took. */
function isDecision(context: FixContext, node: string): boolean {
  return textIn(findNode(context.definition, node) ?? {}, 'type') === 'decision';
}
