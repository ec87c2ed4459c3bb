import { idOf, listIn, nameOf, nodesIn, textIn, transitionName, transitionsIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../core/domain/model/json.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { noteName, notesOf } from '../canvas/notes.ts';

/** A place of the workflow where what was typed stands. */
export interface FoundPlace {
  /** As findings name places, so that the view can jump there. */
  readonly where: string;
  readonly group: 'nodes' | 'transitions' | 'actions' | 'notes';
  readonly title: string;
  /** What was found, with the words around it; the node it stands in, for an action found by its name. */
  readonly note: string;
  /** Type of the node or action. */
  readonly type: string;
}

/** Where every word that was typed stands: nodes first, in the order of the workflow; everything where nothing was typed. */
export function findInDefinition(definition: JsonObject, typed: string): readonly FoundPlace[] {
  const wanted = typed.toLowerCase().split(/\s+/u).filter(Boolean);
  const nodes = nodesIn(definition);
  const found = [
    ...nodes.map((node) => placeOf(node, { where: `nodes.${idOf(node)}`, group: 'nodes', title: nameOf(node), texts: [idOf(node), ...textsOf(node['config'])] })),
    ...nodes.flatMap((node) => actionsOf(node)),
    ...transitionsIn(definition).map((one) => placeOf(one, { where: `transitions.${idOf(one)}`, group: 'transitions', title: transitionName(definition, one), texts: [idOf(one), ...textsOf(one['triggers']), ...textsOf(one['validators'])] })),
    ...notesOf(definition).map(({ id, text }): Searched => ({ where: `notes.${id}`, group: 'notes', title: noteName(text) || canvasWords.note.unwritten, type: 'note', texts: [id, text] })),
  ];
  return found.flatMap((searched) => matched(searched, wanted));
}

/** The nodes, transitions and notes those places are of. */
export function foundIn(places: readonly FoundPlace[]): ReadonlySet<string> {
  return new Set(places.flatMap(({ where }) => where.split('.')[1] ?? []));
}

interface Searched extends Omit<FoundPlace, 'note'> {
  readonly inside?: string;
  readonly texts: readonly string[];
}

function actionsOf(node: JsonObject): Searched[] {
  return [...listIn(node, 'entry'), ...listIn(node, 'exit')].map((action) =>
    placeOf(action, { where: `nodes.${idOf(node)}.actions.${idOf(action)}`, group: 'actions', title: nameOf(action), inside: nameOf(node), texts: [idOf(action), textIn(action, 'type') ?? '', ...textsOf(action['config'])] }),
  );
}

function placeOf(part: JsonObject, place: Omit<Searched, 'type'>): Searched {
  return { ...place, type: textIn(part, 'type') ?? '' };
}

function matched({ texts, inside = '', ...place }: Searched, wanted: readonly string[]): FoundPlace[] {
  const all = [place.title, ...texts].map((text) => text.toLowerCase());
  if (!wanted.every((word) => all.some((text) => text.includes(word)))) return [];
  const [first] = wanted;
  const text = first === undefined || place.title.toLowerCase().includes(first) ? undefined : texts.find((one) => one.toLowerCase().includes(first));
  return [{ ...place, note: text === undefined || first === undefined ? inside : around(text, first) }];
}

const wordsAround = 40;

function around(text: string, word: string): string {
  const at = text.toLowerCase().indexOf(word);
  const from = Math.max(0, at - wordsAround);
  const to = at + word.length + wordsAround;
  return `${from > 0 ? '…' : ''}${text.slice(from, to).replaceAll(/\s+/gu, ' ').trim()}${to < text.length ? '…' : ''}`;
}

/** Every text in a value, however deep. */
function textsOf(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (isJsonList(value)) return value.flatMap(textsOf);
  return isJsonObject(value) ? Object.values(value).flatMap(textsOf) : [];
}
