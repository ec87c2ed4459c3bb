import { entriesOf, findNode, idOf, listIn, nameOf, textIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import { takeFreshId, takenIds } from '../../../../core/domain/model/edit/fresh-ids.ts';
import type { Edit } from '../../../../core/domain/model/edit/edit.ts';
import { isJsonList, isJsonObject } from '../../../../core/domain/model/json.ts';
import { problemWords } from '../../../strings/designer-problems.ts';
import { placeOfWhere } from './place-of-where.ts';
import type { FixMaker } from './quick-fix.ts';

const words = problemWords.fixes;

export const errorUnhandled: FixMaker = ({ where }, { definition }) => {
  const place = placeOfWhere(definition, where);
  if (place === undefined) return [];
  const path = [...place.path, ...(where.includes('.userActions.') ? ['action'] : []), 'onError'];
  return (['pause', 'fail'] as const).map((value) => ({ title: words.onError[value], edits: [{ kind: 'set', at: place.at, path, value }] }));
};

/** What it uses is added to what the workflow says it may reach. */
export const permissionUndeclared: FixMaker = ({ data: { list, wanted } = {} }, { definition }) => {
  const permissions = isJsonObject(definition['permissions']) ? definition['permissions'] : {};
  const there = list === undefined ? undefined : permissions[list];
  if (list === undefined || typeof wanted !== 'string' || !isJsonList(there)) return [];
  return [{ title: words.permit(wanted), edits: [{ kind: 'insert', at: 'workflow', list: ['permissions', list], index: there.length, item: wanted }] }];
};

/** A person is asked on every way to the node whose action it is. */
export const unapprovedEffect: FixMaker = ({ where }, { definition }) => {
  const [, node = '', list, action = ''] = where.split('.');
  const step = listIn(findNode(definition, node) ?? {}, 'entry').find((one) => idOf(one) === action);
  const ways = entriesOf(definition, node);
  if (list !== 'actions' || step === undefined || ways.length === 0) return [];
  const taken = takenIds(definition);
  const edits = ways.map((one): Edit => {
    const validators = listIn(one, 'validators');
    const mine = validators.findIndex((validator) => validator['type'] === 'manual-approval');
    const config = validators[mine]?.['config'];
    const approves = isJsonObject(config) && isJsonList(config['approves']) ? config['approves'] : [];
    if (mine >= 0) return { kind: 'set', at: `transitions.${idOf(one)}`, path: ['validators', mine, 'config', 'approves'], value: [...approves, action] };
    const item = { id: takeFreshId(taken, 'validators', `approve_${action}`), type: 'manual-approval', config: { title: words.approveTitle(textIn(step, 'name') ?? action), approves: [action] } };
    return Array.isArray(one['validators']) ? { kind: 'insert', at: `transitions.${idOf(one)}`, list: ['validators'], index: validators.length, item } : { kind: 'set', at: `transitions.${idOf(one)}`, path: ['validators'], value: [item] };
  });
  return [{ title: words.approve(nameOf(step)), edits }];
};
