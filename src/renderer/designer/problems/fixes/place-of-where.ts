import { findCard, findNode, findRegion, findTransition } from '../../../../core/domain/model/edit/definition-reading.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';

type Step = string | number;

/** Where a finding points, as edits say it: what is changed, and the field inside. */
export interface FixPlace {
  readonly at: string;
  readonly path: readonly Step[];
  readonly value: Json | undefined;
}

/** The place a path of ids such as `nodes.ask.actions.say.config.prompt` means; undefined where nothing has that name. */
export function placeOfWhere(definition: JsonObject, where: string): FixPlace | undefined {
  const [noun = '', id = '', ...rest] = stepsOf(where);
  const owner = ownerOf(definition, noun, String(id));
  if (owner !== undefined) return walked(owner.at, owner.part, rest);
  if (noun === 'inputs' && isInput(definition, id)) return walked('workflow', definition, ['inputs', 'properties', id, ...rest]);
  if (noun === 'actions' || noun === 'validators' || noun === 'root') return undefined;
  return walked('workflow', definition, where === '' ? [] : stepsOf(where));
}

/** Of inputs a path names one, or a word of their schema. */
function isInput({ inputs }: JsonObject, id: Step): boolean {
  const properties = isJsonObject(inputs) ? inputs['properties'] : undefined;
  return isJsonObject(properties) && Object.hasOwn(properties, id);
}

/** `a.b[0].c` as steps. */
function stepsOf(where: string): readonly Step[] {
  return where.split('.').flatMap((piece) => {
    const [name = '', ...numbers] = piece.split('[');
    return [...(name === '' ? [] : [/^\d+$/u.test(name) ? Number(name) : name]), ...numbers.map((number) => Number.parseInt(number, 10))];
  });
}

function ownerOf(definition: JsonObject, noun: Step, id: string): { readonly at: string; readonly part: JsonObject } | undefined {
  const finders = { nodes: findNode, transitions: findTransition, regions: findRegion, cards: findCard };
  if (noun !== 'nodes' && noun !== 'transitions' && noun !== 'regions' && noun !== 'cards') return undefined;
  const part = finders[noun](definition, id);
  return part === undefined ? undefined : { at: `${noun}.${id}`, part };
}

/** Lists whose members paths name by id, or by type, and under what name. */
const named: { readonly [noun: string]: readonly string[] } = { actions: ['entry', 'exit'], userActions: ['userActions'], validators: ['validators'], triggers: ['triggers'] };

function walked(at: string, part: JsonObject, steps: readonly Step[]): FixPlace | undefined {
  const [first, second, ...rest] = steps;
  const lists = first === undefined ? undefined : named[first];
  if (lists === undefined || second === undefined) return inside({ at, path: [], value: part }, steps);
  for (const list of lists) {
    const members = part[list];
    if (!isJsonList(members)) continue;
    const index = typeof second === 'number' ? second : members.findIndex((member) => isJsonObject(member) && (member['id'] === second || (list === 'triggers' && member['type'] === second)));
    if (index >= 0) return inside({ at, path: [list, index], value: members[index] }, rest);
  }
  return undefined;
}

/** Goes on field by field; a field whose name holds dots is taken as a whole. */
function inside(place: FixPlace, steps: readonly Step[]): FixPlace {
  let { value } = place;
  const path = [...place.path];
  for (let at = 0; at < steps.length; at += 1) {
    const step = steps[at] ?? '';
    if (isJsonList(value) && typeof step === 'number') {
      path.push(step);
      value = value[step];
      continue;
    }
    let key = String(step);
    if (isJsonObject(value)) for (let end = at + 1; !Object.hasOwn(value, key) && end < steps.length; end += 1) {
      const longer = steps.slice(at, end + 1).join('.');
      if (!Object.hasOwn(value, longer)) continue;
      key = longer;
      at = end;
    }
    path.push(key);
    value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return { at: place.at, path, value };
}
