import type { CatalogueEntry } from '../../../core/domain/operations/catalogue.ts';
import type { IconName } from '../../components/icon-paths.ts';

export type KindGroup = 'steps' | 'bodies' | 'ready';

/** Something that can be added: a kind of node, or a step that is ready to do one thing. */
export interface AddableKind {
  /** What `newNode` takes. */
  readonly kind: string;
  readonly group: KindGroup;
  readonly title: string;
  readonly summary: string;
  readonly icon: IconName;
}

/** Everything that can be added, in the order it is offered. A region has its start from the beginning. */
export function kindsToAdd(catalogue: readonly CatalogueEntry[]): readonly AddableKind[] {
  const nodes = catalogue.filter(({ group, role }) => group === 'node' && role !== 'start');
  const actions = catalogue.filter(({ group }) => group === 'action');
  return [
    ...nodes.filter((entry) => !hasBodies(entry)).map((entry) => addable(entry, { kind: entry.type, group: 'steps' })),
    ...nodes.filter(hasBodies).map((entry) => addable(entry, { kind: entry.type, group: 'bodies' })),
    ...actions.map((entry) => addable(entry, { kind: `workStep:${entry.type}`, group: 'ready' })),
  ];
}

/** Those that say every word that was typed; those called so before those that only speak of it. */
export function kindsMatching(kinds: readonly AddableKind[], typed: string): readonly AddableKind[] {
  const text = typed.trim().toLowerCase();
  const wanted = text.split(/\s+/u).filter(Boolean);
  const found = kinds.filter(({ title, summary, kind }) => wanted.every((word) => `${title} ${summary} ${kind}`.toLowerCase().includes(word)));
  const rank = ({ title }: AddableKind): number => (title.toLowerCase().startsWith(text) ? 0 : title.toLowerCase().includes(text) ? 1 : 2);
  return text === '' ? found : found.toSorted((left, right) => rank(left) - rank(right));
}

function hasBodies({ bodies }: CatalogueEntry): boolean {
  return (bodies?.most ?? 0) > 0;
}

function addable({ type, title, summary }: CatalogueEntry, { kind, group }: { readonly kind: string; readonly group: KindGroup }): AddableKind {
  return { kind, group, title, summary, icon: iconOfKind(type) };
}

const icons: Readonly<Record<string, IconName>> = {
  start: 'play', end: 'flag', decision: 'branch', loop: 'loop', map: 'list', parallel: 'parallel', uiCard: 'person', wait: 'clock', subWorkflow: 'workflow', workStep: 'step',
  llm: 'chat', 'llm.agent': 'tool', document: 'file', 'document.generate': 'sheetMake', 'document.read': 'sheetRead', 'document.save': 'sheetSave',
  file: 'folder', 'file.read': 'folderRead', 'file.write': 'folderWrite', 'file.list': 'folderList', 'file.copy': 'copy', 'file.move': 'folderMove', 'file.rename': 'rename', 'file.delete': 'trash',
  http: 'plug', variable: 'edit', transform: 'table', csv: 'table', 'csv.query': 'tableSearch',
};

/** The drawing of a kind of node or action; of one without a drawing, that of its family. */
export function iconOfKind(type: string): IconName {
  return icons[type] ?? icons[type.split('.')[0] ?? ''] ?? 'step';
}
