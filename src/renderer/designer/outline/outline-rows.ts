import { exitsOf, idOf, listIn, nameOf, nodeName, textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { isJsonObject, type JsonObject } from '../../../core/domain/model/json.ts';
import type { CatalogueEntry } from '../../../core/domain/operations/catalogue.ts';
import type { Finding } from '../../../core/domain/operations/workflows.ts';
import { parameterOf } from '../../canvas/definition-words.ts';
import type { IconName } from '../../components/icon-paths.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { outlineWords } from '../../strings/designer-outline.ts';
import { bodyName } from '../bodies/body-edits.ts';
import { type Note, noteName, notesOf } from '../canvas/notes.ts';
import { iconOfKind } from '../palette-pane/kinds-to-add.ts';
import { problemsSaid, type SaidProblems } from './problems-said.ts';
import { exitLabel, spokenExit, spokenNode } from './spoken-words.ts';

/** One line of the outline. Keys are the places that findings name: `nodes.review`, `transitions.t3`, `regions.body`, `nodes.review.actions.ask`; and `notes.note`, which none of them is about. */
export interface OutlineRow {
  readonly key: string;
  readonly kind: 'node' | 'body' | 'action' | 'exit' | 'note';
  readonly id: string;
  /** The node it is, or belongs to; empty of a note. */
  readonly node: string;
  readonly title: string;
  readonly note: string;
  /** Where a node leads to, shown while it is closed. */
  readonly ways: string;
  /** All of it in one sentence, read aloud. */
  readonly spoken: string;
  readonly icon: IconName;
  readonly problems: SaidProblems;
  readonly rows: readonly OutlineRow[];
}

export interface OutlineSource {
  readonly definition: JsonObject;
  readonly catalogue: readonly CatalogueEntry[];
  /** The findings at a node, and at a transition, by id. */
  readonly problems: { readonly nodes: ReadonlyMap<string, readonly Finding[]>; readonly transitions: ReadonlyMap<string, readonly Finding[]> };
}

const noProblems = problemsSaid([]);

/** The workflow as lines: nodes in declared order, in each its actions, its bodies and its exits in the order they are examined; notes at the end. */
export function outlineRows(source: OutlineSource): readonly OutlineRow[] {
  const { root } = source.definition;
  const kinds = new Map(source.catalogue.map((entry) => [`${entry.group}:${entry.type}`, entry]));
  return [...(isJsonObject(root) ? rowsOfRegion({ ...source, kinds }, root) : []), ...notesOf(source.definition).map(rowOfNote)];
}

type Reading = OutlineSource & { readonly kinds: ReadonlyMap<string, CatalogueEntry> };

function rowsOfRegion(source: Reading, region: JsonObject): OutlineRow[] {
  return listIn(region, 'nodes').map((node) => rowOfNode(source, node));
}

function rowOfNode(source: Reading, node: JsonObject): OutlineRow {
  const [id, type] = [idOf(node), textIn(node, 'type') ?? ''];
  const kind = source.kinds.get(`node:${type}`);
  const problems = problemsSaid(source.problems.nodes.get(id) ?? []);
  const bodies = listIn(node, 'bodies');
  const rows = [
    ...listIn(node, 'entry').map((action) => rowOfAction(source, action, { node: id, when: 'entry' })),
    ...bodies.map((body, index) => rowOfBody(source, body, { node: id, number: index + 1, of: bodies.length })),
    ...listIn(node, 'exit').map((action) => rowOfAction(source, action, { node: id, when: 'exit' })),
    ...exitsOf(source.definition, id).map((exit) => rowOfExit(source, exit)),
  ];
  const ways = exitsOf(source.definition, id).map((exit) => `→ ${nodeName(source.definition, textIn(exit, 'to') ?? '')}`).join(', ');
  const spoken = spokenNode(source.definition, node, { kind, problems: problems.words });
  return { key: `nodes.${id}`, kind: 'node', id, node: id, title: nameOf(node), note: kind?.title ?? type, spoken, ways, icon: iconOfKind(type), problems, rows };
}

function rowOfBody(source: Reading, body: JsonObject, { node, number, of }: { readonly node: string; readonly number: number; readonly of: number }): OutlineRow {
  const rows = rowsOfRegion(source, body);
  const [which, nodes] = [outlineWords.body(number, of), outlineWords.bodyNodes(rows.length)];
  // Of several, each is called as it is drawn and read.
  const [title, note] = of === 1 ? [which, nodes] : [bodyName(idOf(body)), `${which} · ${nodes}`];
  return { key: `regions.${idOf(body)}`, kind: 'body', id: idOf(body), node, title, note, spoken: of === 1 ? `${which}, ${nodes}` : `${title}, ${which}, ${nodes}`, ways: '', icon: 'table', problems: noProblems, rows };
}

function rowOfAction(source: Reading, action: JsonObject, { node, when }: { readonly node: string; readonly when: 'entry' | 'exit' }): OutlineRow {
  const [id, type] = [idOf(action), textIn(action, 'type') ?? ''];
  const title = textIn(action, 'name') ?? source.kinds.get(`action:${type}`)?.title ?? type;
  const moment = when === 'entry' ? outlineWords.entryAction : outlineWords.exitAction;
  const note = [moment, parameterOf(action['config'])].filter(Boolean).join(' · ');
  return { key: `nodes.${node}.actions.${id}`, kind: 'action', id, node, title, note, spoken: `${title}, ${moment}`, ways: '', icon: iconOfKind(type), problems: noProblems, rows: [] };
}

function rowOfExit(source: Reading, exit: JsonObject): OutlineRow {
  const id = idOf(exit);
  const problems = problemsSaid(source.problems.transitions.get(id) ?? []);
  const title = nodeName(source.definition, textIn(exit, 'to') ?? '');
  const spoken = [outlineWords.anExit(spokenExit(source.definition, exit)), problems.words].filter(Boolean).join(', ');
  return { key: `transitions.${id}`, kind: 'exit', id, node: textIn(exit, 'from') ?? '', title, note: exitLabel(exit), spoken, ways: '', icon: 'link', problems, rows: [] };
}

function rowOfNote({ id, text }: Note): OutlineRow {
  const words = canvasWords.note;
  return { key: `notes.${id}`, kind: 'note', id, node: '', title: noteName(text) || words.unwritten, note: words.title, spoken: words.label(text), ways: '', icon: 'chat', problems: noProblems, rows: [] };
}

/** The same rows, where one did not change the very object it was: only what changed is drawn again. */
export function keepRows(before: readonly OutlineRow[], rows: readonly OutlineRow[]): readonly OutlineRow[] {
  const known = new Map(before.map((row) => [row.key, row]));
  const kept = rows.map((row) => keepRow(known.get(row.key), row));
  return kept.length === before.length && kept.every((row, index) => row === before[index]) ? before : kept;
}

function keepRow(before: OutlineRow | undefined, row: OutlineRow): OutlineRow {
  if (before === undefined) return row;
  const rows = keepRows(before.rows, row.rows);
  const isSame = rows === before.rows && (['title', 'note', 'ways', 'spoken', 'icon', 'node'] as const).every((field) => before[field] === row[field]) && before.problems.worst === row.problems.worst;
  return isSame ? before : { ...row, rows };
}

/** Every row with the rows around it, from outside in. */
export function pathTo(rows: readonly OutlineRow[], key: string): readonly OutlineRow[] | undefined {
  for (const row of rows) {
    if (row.key === key) return [row];
    const inside = pathTo(row.rows, key);
    if (inside !== undefined) return [row, ...inside];
  }
  return undefined;
}
