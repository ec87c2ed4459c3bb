import { ranked } from '../../../core/domain/model/ranked.ts';
import type { Found } from '../../../core/domain/operations/search.ts';
import { paletteWords as words } from '../../strings/palette.ts';
import { foundEntry, type PaletteEntry, placeEntries } from '../palette-entries.ts';
import { inScope, readTyped, type Scope, scopesFor, type Typed } from './scopes.ts';

export interface PaletteGroup {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
}

/** What the window knows by itself, and what the host found for the text that is in the field, or was a moment ago. */
export interface PaletteSource {
  /** Chosen before, the last first. */
  readonly recent: readonly PaletteEntry[];
  /** Acts of what is open, by what they are about. */
  readonly commands: readonly PaletteGroup[];
  readonly workflows: readonly PaletteEntry[];
  readonly operations: readonly PaletteEntry[];
  readonly found: readonly Found[];
}

/** So many of a group stand there while one looks everywhere, and in one scope. */
const mostEach = 6;
const mostInScope = 60;
/** How much more an entry counts that was chosen before. */
const recentBonus = 0.1;
/** Of groups that fit about as well, what is meant more often comes first. */
const leads: Readonly<Record<string, number>> = { workflow: 0.12, screens: 0.12 };

/** The groups for what stands in the field: those with the best fit first, in each the best first. */
export function paletteGroups(line: string, source: PaletteSource): readonly PaletteGroup[] {
  const typed = readTyped(line);
  if (typed.begun !== undefined) return [{ id: 'scopes', title: words.groups.scopes, entries: scopesFor(typed.begun).map(scopeEntry) }];
  const most = typed.scope === undefined ? mostEach : mostInScope;
  const recentIds = new Set(source.recent.map(({ id }) => id));
  const fitting = groupsFor(typed, source).map((group) => fit(group, typed.text, recentIds));
  const shown = fitting.filter(({ entries }) => entries.length > 0).map(({ entries, ...group }) => ({ ...group, entries: entries.slice(0, most) }));
  return typed.text === '' ? shown : shown.toSorted((one, other) => rankOf(other) - rankOf(one));
}

function rankOf({ id, best }: Fitting): number {
  return best + (leads[id] ?? 0);
}

/** How many entries fit in all groups together. */
export function countOf(groups: readonly PaletteGroup[]): number {
  return groups.reduce((sum, { entries }) => sum + entries.length, 0);
}

function groupsFor({ scope, text }: Typed, source: PaletteSource): readonly Unranked[] {
  const found = foundGroups(source.found);
  const workflows = { id: 'workflow', title: words.groups.workflow, entries: source.workflows };
  const operations = { id: 'operations', title: words.groups.operations, entries: source.operations };
  if (scope === 'workflow') return [workflows];
  if (scope === 'action') return [...source.commands, operations];
  if (scope !== undefined) return found;
  const places = { id: 'screens', title: words.groups.screens, entries: placeEntries };
  const recent = { id: 'recent', title: words.groups.recent, entries: source.recent };
  if (text === '') return [recent, ...source.commands, places, workflows, operations];
  return [...source.commands, places, workflows, ...found, operations, { ...recent, entries: without(source.recent, [places.entries, workflows.entries, operations.entries, ...found.map(({ entries }) => entries)]) }];
}

/** What was chosen before stands among the others of its kind where it is found there. */
function without(recent: readonly PaletteEntry[], others: readonly (readonly PaletteEntry[])[]): readonly PaletteEntry[] {
  const there = new Set(others.flatMap((entries) => entries.map(({ id }) => id)));
  return recent.filter(({ id }) => !there.has(id));
}

function foundGroups(found: readonly Found[]): readonly Unranked[] {
  return [...Map.groupBy(found, ({ kind }) => kind)].map(([kind, items]) => ({
    id: kind,
    title: words.groups[kind],
    entries: items.map(foundEntry),
    scores: new Map(items.map((item) => [foundEntry(item).id, item.score])),
  }));
}

/** Entries that the host ranked already, by text that is not all shown. */
interface Unranked extends PaletteGroup {
  readonly scores?: ReadonlyMap<string, number>;
}

interface Fitting extends PaletteGroup {
  /** How well the first of it fits. */
  readonly best: number;
}

function fit({ id, title, entries, scores }: Unranked, text: string, recentIds: ReadonlySet<string>): Fitting {
  const found = scores === undefined ? ranked(text, entries, ({ label, hint, also }) => [label, hint, also ?? '']) : entries.map((item) => ({ item, score: scores.get(item.id) ?? 0 }));
  if (text === '') return { id, title, entries, best: 0 };
  const sorted = found.map(({ item, score }) => ({ item, score: recentIds.has(item.id) ? score + recentBonus : score })).toSorted((one, other) => other.score - one.score);
  return { id, title, entries: sorted.map(({ item }) => item), best: sorted[0]?.score ?? 0 };
}

function scopeEntry(scope: Scope): PaletteEntry {
  return { id: `scope ${scope}`, label: words.scopes[scope], hint: `@${scope}`, icon: 'search', act: { type: inScope(scope, '') } };
}
