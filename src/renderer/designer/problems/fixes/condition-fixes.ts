import { exitsOf, findNode, findTransition, idOf, listIn, nodeName, regionOf, textIn, transitionsIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../../core/domain/model/edit/edit.ts';
import { isJsonList, isJsonObject } from '../../../../core/domain/model/json.ts';
import { problemWords } from '../../../strings/designer-problems.ts';
import { placeOfWhere } from './place-of-where.ts';
import type { FixContext, FixMaker, QuickFix } from './quick-fix.ts';
import { naturalTrigger, isOnlyWayOut, nodesByRole, way, wayName } from './ways.ts';

const words = problemWords.fixes;
const secondOf = (where: string): string => where.split('.')[1] ?? '';

function removeWay({ definition }: FixContext, id: string): QuickFix {
  return { title: words.removeTransition(wayName(definition, id)), short: words.short.removeTransition, edits: [{ kind: 'remove', nodes: [], transitions: [id], notes: [], reconnect: false }] };
}

/** Not of the only way there is to an end: the conditions before it have to be mended. */
export const neverTaken: FixMaker = ({ where }, context) => (isOnlyWayOut(context, secondOf(where)) ? [] : [removeWay(context, secondOf(where))]);

/** It is examined before the one that always took its case, unless it is the default, which is last whatever it says. */
export const shadowed: FixMaker = ({ where }, context) => {
  const { definition } = context;
  const id = secondOf(where);
  const transition = findTransition(definition, id);
  if (transition === undefined) return [];
  const priorities = exitsOf(definition, textIn(transition, 'from') ?? '').map(priorityOf);
  const first: Edit = { kind: 'set', at: `transitions.${id}`, path: ['priority'], value: Math.min(...priorities) - 1 };
  return [...(transition['isDefault'] === true ? [] : [{ title: words.first(wayName(definition, id)), short: words.short.first, edits: [first] }]), removeWay(context, id)];
};

/** Says by priority what is so by the order of the definition; nothing is examined in another order. */
export const overlapping: FixMaker = ({ where }, { definition }) => {
  const id = secondOf(where);
  const from = textIn(findTransition(definition, id) ?? {}, 'from') ?? '';
  const exits = exitsOf(definition, from).filter((one) => one['isDefault'] !== true);
  const at = exits.findIndex((one) => idOf(one) === id);
  if (at === -1) return [];
  const edits = exits.slice(at).map((one): Edit => ({ kind: 'set', at: `transitions.${idOf(one)}`, path: ['priority'], value: priorityOf(one) + 1 }));
  return [{ title: words.keepOrder, edits }];
};

const priorityOf = ({ priority }: { readonly [field: string]: unknown }): number => (typeof priority === 'number' ? priority : 0);

/** A default to where the region ends. */
export const incomplete: FixMaker = ({ where }, context) => {
  const { definition } = context;
  const from = secondOf(where);
  const [end] = nodesByRole(context, regionOf(definition, from) ?? '', 'end');
  const trigger = naturalTrigger(context, from);
  if (end === undefined || trigger === undefined) return [];
  const byDefault: QuickFix = { title: words.addDefault(nodeName(definition, end)), edits: [way(context, { from, to: end }, { trigger, isDefault: true })] };
  if (findNode(definition, from)?.['type'] !== 'decision' || !asksModel(context, from)) return [byDefault];
  return [{ title: words.addByPerson(nodeName(definition, end)), edits: [way(context, { from, to: end }, { trigger: { type: 'manual-selection', config: {} } })] }, byDefault];
};

function asksModel({ definition }: FixContext, node: string): boolean {
  return exitsOf(definition, node).some((one) => listIn(one, 'triggers').some(({ type }) => type === 'ai-decision'));
}

export const openChoice: FixMaker = ({ where, data }, context) => {
  const { definition } = context;
  const choice = data?.name;
  const from = secondOf(where);
  const place = placeOfWhere(definition, where);
  const [end] = nodesByRole(context, regionOf(definition, from) ?? '', 'end');
  if (choice === undefined || place === undefined || !isJsonList(place.value)) return [];
  const index = place.value.findIndex((one) => isJsonObject(one) && one['choice'] === choice);
  const lead: readonly QuickFix[] = end === undefined ? [] : [{ title: words.addChoice(choice, nodeName(definition, end)), edits: [way(context, { from, to: end }, { trigger: { type: 'ai-decision', config: { choice } } })] }];
  const drop: readonly QuickFix[] = index === -1 || place.value.length < 2 ? [] : [{ title: words.dropChoice(choice), edits: [{ kind: 'take', at: place.at, list: [...place.path], index }] }];
  return [...lead, ...drop];
};

/** The limit leads where the loop leads once it is done. */
export const limitUnhandled: FixMaker = ({ where }, context) => {
  const { definition } = context;
  const from = secondOf(where);
  const done = transitionsIn(definition, regionOf(definition, from) ?? '').find((one) => one['from'] === from && listIn(one, 'triggers').some(({ type }) => type === 'condition-met'));
  const to = textIn(done ?? {}, 'to') ?? nodesByRole(context, regionOf(definition, from) ?? '', 'end')[0];
  if (to === undefined) return [];
  return [{ title: words.addLimit(nodeName(definition, to)), edits: [way(context, { from, to }, { trigger: { type: 'limit-reached', config: {} } })] }];
};

export const validatorNeverPasses: FixMaker = ({ where }, { definition }) => {
  const place = placeOfWhere(definition, where);
  const index = place?.path[1];
  if (place === undefined || typeof index !== 'number') return [];
  return [{ title: words.dropValidator(where.split('.')[3] ?? ''), edits: [{ kind: 'take', at: place.at, list: ['validators'], index }] }];
};
