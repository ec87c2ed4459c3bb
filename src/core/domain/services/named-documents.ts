import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { present } from '../model/present.ts';

/** A text in the config of a node's action that may be the id or the title of a document. */
export interface NamedDocument {
  /** As lists of active nodes call it: those of called workflows stand under their slug. */
  readonly node: string;
  readonly action: string;
  readonly name: string;
  /** Of a field called `document`, a title counts, too; everywhere else only an id does. */
  readonly field: string;
  /** A number of that name beside it. */
  readonly revision?: number;
}

/** Every text of every action of a definition, as far as it stands there as written. */
export function namedDocuments(definition: JsonObject): readonly NamedDocument[] {
  const called = isJsonObject(definition['called']) ? Object.entries(definition['called']) : [];
  return [...inRegion(definition['root'], ''), ...called.flatMap(([slug, one]) => (isJsonObject(one) ? inRegion(one['root'], `${slug}/`) : []))];
}

/** Whether it names this document. */
export function isNamed({ name, field }: NamedDocument, { id, title }: { readonly id: string; readonly title: string }): boolean {
  return name === id || (field === 'document' && name === title);
}

function inRegion(region: Json | undefined, prefix: string): readonly NamedDocument[] {
  if (!isJsonObject(region)) return [];
  return objects(region['nodes']).flatMap((node) => {
    const id = `${prefix}${textOf(node['id'])}`;
    const steps = [...objects(node['entry']), ...objects(node['exit']), ...objects(node['userActions']).flatMap(({ action }) => (isJsonObject(action ?? null) ? [action] : [])).filter(isJsonObject)];
    const own = steps.flatMap((step) => inConfig(step['config'], { node: id, action: textOf(step['type']) }));
    return [...own, ...inConfig(node['config'], { node: id, action: '' }), ...objects(node['bodies']).flatMap((body) => inRegion(body, prefix))];
  });
}

function inConfig(value: Json | undefined, place: Pick<NamedDocument, 'node' | 'action'>, field = ''): readonly NamedDocument[] {
  if (typeof value === 'string') return value === '' || value.includes('{{') ? [] : [{ ...place, name: value, field }];
  if (isJsonList(value)) return value.flatMap((item) => inConfig(item, place, field));
  if (!isJsonObject(value)) return [];
  const revision = typeof value['revision'] === 'number' ? value['revision'] : undefined;
  return Object.entries(value).flatMap(([key, member]) => inConfig(member, place, key).map((named) => (typeof member === 'string' ? present({ ...named, revision }) : named)));
}

function objects(list: Json | undefined): readonly JsonObject[] {
  return isJsonList(list) ? list.filter(isJsonObject) : [];
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
