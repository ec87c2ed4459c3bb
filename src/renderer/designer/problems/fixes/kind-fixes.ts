import { exitsOf, findTransition, idOf, listIn, textIn, triggerKey } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../../core/domain/model/edit/edit.ts';
import { freshId, localIdFrom } from '../../../../core/domain/model/edit/fresh-ids.ts';
import { isJsonList, isJsonObject } from '../../../../core/domain/model/json.ts';
import type { Finding } from '../../../../core/domain/operations/workflows.ts';
import { nearest } from '../../../../core/domain/model/nearest-word.ts';
import { wordsOf } from '../../../components/field-words.ts';
import { problemWords } from '../../../strings/designer-problems.ts';
import { type FixPlace, placeOfWhere } from './place-of-where.ts';
import type { FixContext, FixMaker, QuickFix } from './quick-fix.ts';
import { bodiesNeeded } from './structure-fixes.ts';
import { naturalTrigger, wayName } from './ways.ts';

const words = problemWords.fixes;

/** Without what only writing differs in: `work-step`, `WorkStep` and `workStep` are one. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/gu, '');

function nearestKind(name: string, known: readonly string[]): string | undefined {
  return known.find((one) => plain(one) === plain(name)) ?? nearest(name, known);
}

export const unknownKind: FixMaker = ({ where, data }, context) => {
  const wrong = data?.name ?? '';
  const place = placeOfWhere(context.definition, where);
  const kinds = kindsAt(context, where);
  const near = nearestKind(wrong, [...kinds.keys()]);
  if (place !== undefined && near !== undefined) return [{ title: words.use(near), edits: [{ kind: 'set', at: place.at, path: [...place.path, 'type'], value: near }] }];
  return where.includes('.triggers.') ? naturalInstead(where, wrong, context) : [];
};

function kindsAt({ nodes, actions, triggers, validators }: FixContext, where: string): ReadonlyMap<string, unknown> {
  if (where.includes('.triggers.')) return triggers;
  if (where.includes('.validators.')) return validators;
  return where.split('.').length === 2 ? nodes : actions;
}

export const triggerNotAllowed: FixMaker = ({ where, data }, context) => naturalInstead(where, data?.name ?? '', context);

/** The trigger its node is naturally left by takes its place; it goes where there is one already, and where others remain. */
function naturalInstead(where: string, type: string, context: FixContext): readonly QuickFix[] {
  const { definition } = context;
  const id = where.split('.')[1] ?? '';
  const transition = findTransition(definition, id);
  if (transition === undefined) return [];
  const triggers = listIn(transition, 'triggers');
  const index = triggers.findIndex((_, at) => `transitions.${id}.triggers.${triggerKey(triggers, at)}` === where);
  const natural = naturalTrigger(context, textIn(transition, 'from') ?? '');
  const isLastWay = natural !== undefined && exitsOf(definition, textIn(transition, 'from') ?? '').length === 1;
  const drop: readonly QuickFix[] = triggers.length > 1
    ? [{ title: words.dropTrigger(type), edits: [{ kind: 'take', at: `transitions.${id}`, list: ['triggers'], index }] }]
    : isLastWay ? [] : [{ title: words.removeTransition(wayName(definition, id)), edits: [{ kind: 'remove', nodes: [], transitions: [id], notes: [], reconnect: false }] }];
  if (natural === undefined || index === -1) return drop;
  if (triggers.some((one) => one['type'] === natural['type'])) return drop;
  const title = words.useTrigger(context.triggers.get(textIn(natural, 'type') ?? '') ?? textIn(natural, 'type') ?? '');
  return [{ title, edits: [{ kind: 'set', at: `transitions.${id}`, path: ['triggers', index], value: natural }] }, ...drop];
}

export const cardMissing: FixMaker = ({ where, data }, { definition }) => {
  const wrong = data?.name;
  if (wrong === undefined) return [];
  const cards = listIn(definition, 'cards').map(idOf);
  const near = nearest(wrong, cards);
  const place = placeOfWhere(definition, where);
  const use: readonly QuickFix[] = near === undefined || place === undefined ? [] : [{ title: words.use(near), edits: [{ kind: 'set', at: place.at, path: [...place.path], value: near }] }];
  const id = localIdFrom(wrong) === wrong ? wrong : freshId(definition, 'cards', 'card');
  const point: readonly Edit[] = id === wrong || place === undefined ? [] : [{ kind: 'set', at: place.at, path: [...place.path], value: id }];
  const add: QuickFix = { title: words.addCard(id), edits: [{ kind: 'insert', at: 'workflow', list: ['cards'], index: cards.length, item: { id, title: words.cardTitle, fields: [] } }, ...point] };
  return [...use, add];
};

export const reservedName: FixMaker = ({ where }, { definition }) => {
  const place = placeOfWhere(definition, where);
  if (place === undefined) return [];
  const to = freshId(definition, 'actions', `${where.split('.')[3] ?? 'action'}_2`);
  return [{ title: words.rename(to), edits: [{ kind: 'set', at: place.at, path: [...place.path, 'id'], value: to }] }];
};

/** What an empty field should say is a person's to choose; an action that is gone needs nobody's approval. */
export const configInvalid: FixMaker = (finding, context): readonly QuickFix[] => {
  const { where, data } = finding;
  if (data?.case === 'bodies_needed') return bodiesNeeded(finding, context);
  const place = placeOfWhere(context.definition, where);
  if (place === undefined) return [];
  const field = /\.config\.([a-z]+)$/iu.exec(where)?.[1];
  if (field !== undefined && (place.value === undefined || place.value === '')) return [{ title: words.fillIn(wordsOf(field)), edits: [], field: where }];
  const gone = data?.case === 'approval_gone' ? data.name : undefined;
  if (gone === undefined || !isJsonList(place.value)) return fieldsToDrop(finding, place);
  const left = place.value.filter((one) => one !== gone);
  const { at, path } = place;
  return [{ title: words.dropApproval(gone), edits: [{ kind: 'set', at, path: [...path], ...(left.length === 0 ? {} : { value: left }) }] }];
};

/** A field that a config does not have does nothing, so that nothing is lost with it. */
function fieldsToDrop({ data }: Pick<Finding, 'data'>, place: FixPlace): readonly QuickFix[] {
  if (data?.case !== 'fields_unknown' || !isJsonObject(place.value)) return [];
  const { at, path, value } = place;
  return (data.names ?? []).filter((field) => Object.hasOwn(value, field)).map((field) => ({ title: words.dropField(field), edits: [{ kind: 'set', at, path: [...path, field] }] }));
}

/** Takes the name that verification itself thinks was meant, where the wrong one is all that stands there. */
export const nearName: FixMaker = ({ where, data: { name, near } = {} }, { definition }) => {
  const place = placeOfWhere(definition, where);
  if (near === undefined || place === undefined || place.value !== name) return [];
  return [{ title: words.use(near), edits: [{ kind: 'set', at: place.at, path: [...place.path], value: near }] }];
};
