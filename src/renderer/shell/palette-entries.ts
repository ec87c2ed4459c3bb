import type { DocumentEntry } from '../../core/domain/operations/document-shapes.ts';
import type { WorkflowSummary } from '../../core/domain/operations/workflows.ts';
import type { IconName } from '../components/icon-paths.ts';
import { screens, type ScreenPath } from '../screens.ts';
import type { OperationWords } from '../state/contract-words.ts';
import { keyWords } from '../state/key-words.ts';
import type { OfferedCommand } from '../state/offered-commands.ts';
import { shellWords } from '../strings/shell.ts';

/** What choosing an entry does. */
export type PaletteAct = { readonly go: ScreenPath } | { readonly open: string } | { readonly document: string } | { readonly run: string } | { readonly command: OfferedCommand };

export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  /** The other spelling: a command line, a slug. Searched too. */
  readonly hint: string;
  /** Further words it is found by, and does not show. */
  readonly also?: string | undefined;
  readonly icon: IconName;
  readonly act: PaletteAct;
  /** Why it cannot be done now. */
  readonly obstacle?: string | undefined;
}

export interface PaletteGroup {
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
}

const words = shellWords.palette;

/** The acts of what is open, by what they are about. */
export function commandGroups(commands: readonly OfferedCommand[]): PaletteGroup[] {
  return [...Map.groupBy(commands, ({ group }) => group)].map(([title, entries]) => ({ title, entries: entries.map(commandEntry) }));
}

function commandEntry(command: OfferedCommand): PaletteEntry {
  const [keys] = command.keys;
  return { id: `command ${command.id}`, label: command.title, hint: keys === undefined ? '' : keyWords(keys), also: command.also, icon: 'keyboard', act: { command }, obstacle: command.obstacle() };
}

/** Screens, workflows to run and open, documents, and every operation of the contract that a screen holds. */
export function paletteGroups(workflows: readonly WorkflowSummary[], operations: readonly OperationWords[], documents: readonly Pick<DocumentEntry, 'id' | 'title' | 'format' | 'tags'>[] = []): PaletteGroup[] {
  return [
    { title: words.screens, entries: screens.map(screenEntry) },
    { title: words.workflows, entries: workflows.flatMap(workflowEntries) },
    { title: words.documents, entries: documents.map(documentEntry) },
    { title: words.operations, entries: operations.flatMap(operationEntry) },
  ].filter(({ entries }) => entries.length > 0);
}

function screenEntry({ to, title, icon, key }: (typeof screens)[number]): PaletteEntry {
  return { id: `screen ${to}`, label: title, hint: key === undefined ? '' : `g ${key}`, icon, act: { go: to } };
}

function workflowEntries({ id, slug, name }: WorkflowSummary): PaletteEntry[] {
  return [
    { id: `run ${id}`, label: words.run(name), hint: slug, icon: 'play', act: { run: id } },
    { id: `open ${id}`, label: words.openWorkflow(name), hint: slug, icon: 'workflow', act: { open: slug } },
  ];
}

function documentEntry({ id, title, format, tags }: Pick<DocumentEntry, 'id' | 'title' | 'format' | 'tags'>): PaletteEntry {
  return { id: `document ${id}`, label: words.openDocument(title), hint: [format, ...tags].join(' '), icon: 'file', act: { document: id } };
}

function operationEntry({ area, name, summary }: OperationWords): PaletteEntry[] {
  const screen = screens.find(({ areas }) => areas.includes(area));
  return screen === undefined ? [] : [{ id: `operation ${name}`, label: summary, hint: `aiwm ${name.replace('doctemplates.', 'docs templates ').replace('.', ' ')}`, icon: screen.icon, act: { go: screen.to } }];
}
