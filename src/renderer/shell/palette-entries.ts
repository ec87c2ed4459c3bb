import type { Found } from '../../core/domain/operations/search.ts';
import type { WorkflowSummary } from '../../core/domain/operations/workflows.ts';
import { wordsOf } from '../components/field-words.ts';
import type { IconName } from '../components/icon-paths.ts';
import { screens, type ScreenPath } from '../screens.ts';
import { type Address, cardAddress, documentAddress, runAddress, settingAddress, workflowAddress } from '../state/addresses.ts';
import type { OperationWords } from '../state/contract-words.ts';
import { keyWords } from '../state/key-words.ts';
import type { OfferedCommand } from '../state/offered-commands.ts';
import { paletteWords as words } from '../strings/palette.ts';
import { runWords } from '../strings/runs.ts';
import { sectionWords } from '../strings/sections.ts';

/** What choosing an entry does. */
export type PaletteAct =
  | { readonly go: ScreenPath }
  | { readonly address: Address }
  | { readonly run: string }
  | { readonly operation: string }
  | { readonly opens: 'notices' | 'shortcuts' }
  /** Writes this into the field. */
  | { readonly type: string }
  | { readonly command: OfferedCommand };

export interface PaletteEntry {
  /** The same wherever it is shown, so that what was chosen last is known again. */
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

/** Every screen, the list of notices and the sheet of keys. */
export const placeEntries: readonly PaletteEntry[] = [
  ...screens.map(({ to, title, icon, key }): PaletteEntry => ({ id: `screen ${to}`, label: title, hint: key === undefined ? '' : `g ${key}`, icon, act: { go: to } })),
  { id: 'notices', label: words.notices, hint: 'g n', icon: 'bell', act: { opens: 'notices' } },
  { id: 'shortcuts', label: words.shortcuts, hint: '?', icon: 'keyboard', act: { opens: 'shortcuts' } },
];

export function commandEntry(command: OfferedCommand): PaletteEntry {
  const [keys] = command.keys;
  return { id: `command ${command.id}`, label: command.title, hint: keys === undefined ? '' : keyWords(keys), also: command.also, icon: 'keyboard', act: { command }, obstacle: command.obstacle() };
}

/** A workflow, to be run and to be opened. */
export function workflowEntries({ id, slug, name, description, tags = [] }: WorkflowSummary): PaletteEntry[] {
  const also = [...tags, description.slice(0, 200)].join(' ');
  return [
    { id: `run ${id}`, label: words.run(name), hint: slug, also, icon: 'play', act: { run: id } },
    { id: `open ${id}`, label: words.open(name), hint: slug, also, icon: 'workflow', act: { address: workflowAddress(slug) } },
  ];
}

/** Something the host found. */
export function foundEntry({ kind, id, title, note, state, workflow, run = '' }: Found): PaletteEntry {
  const inside = workflow === undefined ? '' : words.in(workflow.name);
  switch (kind) {
    case 'workflow':
      return { id: `open ${id}`, label: words.open(title), hint: note, icon: 'workflow', act: { address: workflowAddress(id) } };
    case 'node':
      return { id: `node ${workflow?.id ?? ''} ${id}`, label: title, hint: inside, also: note, icon: 'step', act: { address: workflowAddress(workflow?.slug ?? '', { node: id }) } };
    case 'run':
      return { id: `see ${id}`, label: title, hint: [stateName(state), id.slice(-8)].join(' · '), also: id, icon: 'runs', act: { address: runAddress(id) } };
    case 'card':
      return { id: `card ${id}`, label: title, hint: inside, also: note, icon: 'card', act: { address: cardAddress(id) } };
    case 'document':
      return { id: `document ${id}`, label: title, hint: note, icon: 'file', act: { address: documentAddress(id) } };
    case 'artifact':
      return { id: `artifact ${id}`, label: title, hint: words.madeBy(run.slice(-8)), also: note, icon: 'file', act: { address: runAddress(run) } };
    case 'setting':
      return { id: `setting ${id}`, label: settingName(id), hint: id, also: note, icon: 'settings', act: { address: settingAddress(id) } };
  }
}

function stateName(state: string | undefined): string {
  const names: Readonly<Record<string, string>> = runWords.status;
  return state === undefined ? '' : (names[state] ?? state);
}

function settingName(key: string): string {
  const [section = '', field = ''] = key.split('.');
  return sectionWords.fields[key] ?? `${sectionWords.sections[section] ?? section}: ${wordsOf(field)}`;
}

/** An operation: what can be seen with nothing said is seen on its screen, all else is asked for in a form. */
export function operationEntry({ area, name, summary, kind, aliases, takesNothing }: OperationWords): PaletteEntry {
  const screen = screens.find(({ areas }) => areas.includes(area));
  const isSeen = screen !== undefined && kind !== 'command' && takesNothing;
  return { id: `operation ${name}`, label: summary, hint: `aiwm ${name.replace('doctemplates.', 'docs templates ').replace('.', ' ')}`, also: aliases.join(' '), icon: screen?.icon ?? 'tool', act: isSeen ? { go: screen.to } : { operation: name } };
}
