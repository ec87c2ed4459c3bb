import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../../src/core/domain/model/edit/edit.ts';
import { actsIn } from '../../../../src/renderer/designer/session/journal-acts.ts';
import type { JournalEntry } from '../../../../src/renderer/designer/session/journal-entry.ts';
import { emptyDefinition } from '../designer-fixture.ts';

const edit = (one: Edit): JournalEntry => ({ kind: 'edit', edit: one });
const typed = (value: string): JournalEntry => edit({ kind: 'set', at: 'workflow', path: ['name'], value });
const added = edit({ kind: 'add_node', region: 'root', node: { id: 'ask', type: 'workStep', name: 'Ask' } });

describe('what a journal brings', () => {
  it('is named as undo names it, letters of one field once', () => {
    const acts = actsIn({ base: emptyDefinition, entries: [added, typed('N'), typed('Na'), typed('Nam')] });
    expect(acts).toEqual([expect.stringContaining('Ask'), expect.stringContaining('name')]);
  });

  it('is what differs where the whole was put in its place, and the acts after it', () => {
    const entries: readonly JournalEntry[] = [typed('Never seen again'), { kind: 'become', definition: { ...emptyDefinition, name: 'Whole' } }, added];
    expect(actsIn({ base: emptyDefinition, entries })).toEqual(['Name of the workflow: was “Empty”, is “Whole”', expect.stringContaining('Ask')]);
    const source = edit({ kind: 'replace', act: 'source', definition: { ...emptyDefinition, name: 'Whole' } });
    expect(actsIn({ base: emptyDefinition, entries: [added, source] })).toEqual(['Name of the workflow: was “Empty”, is “Whole”']);
  });

  it('is nothing where nothing can be done again', () => {
    expect(actsIn({ base: emptyDefinition, entries: [edit({ kind: 'set', at: 'nodes.gone', path: ['name'], value: 'x' })] })).toEqual([]);
    expect(actsIn({ base: emptyDefinition, entries: [] })).toEqual([]);
  });
});
