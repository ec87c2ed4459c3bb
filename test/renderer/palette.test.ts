import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/core/domain/model/json.ts';
import type { Found } from '../../src/core/domain/operations/search.ts';
import { initialValues, readForm } from '../../src/renderer/components/schema-fields.ts';
import { screens } from '../../src/renderer/screens.ts';
import { asTyped, operationCommand, operationFields, takenAway, valuesHere } from '../../src/renderer/shell/operation/operation-input.ts';
import { operationEntry, type PaletteEntry, workflowEntries } from '../../src/renderer/shell/palette-entries.ts';
import { paletteGroups, type PaletteSource } from '../../src/renderer/shell/palette/palette-groups.ts';
import { completed, readTyped, scopes } from '../../src/renderer/shell/palette/scopes.ts';
import { loadOperationForm, loadOperationWords } from '../../src/renderer/state/contract-words.ts';

const operations = await loadOperationWords();
const at = '2026-03-01T00:00:00.000Z';
const workflow = { id: 'w1', slug: 'weekly-report', name: 'Weekly report', description: 'Sales', status: 'draft', origin: 'cli', revision: 1, createdAt: at, updatedAt: at } as const;
const found = (item: Pick<Found, 'kind' | 'id' | 'title' | 'score'>): Found => ({ ...item, note: '', command: '', workflow: { id: 'w1', slug: 'weekly-report', name: 'Weekly report' } });
const nothing: PaletteSource = { recent: [], commands: [], workflows: [], operations: [], found: [] };
const source: PaletteSource = { ...nothing, workflows: workflowEntries(workflow), operations: operations.map(operationEntry) };
const labels = (line: string, from: PaletteSource = source): string[] => paletteGroups(line, from).flatMap(({ entries }) => entries.map(({ label }) => label));

describe('what is typed', () => {
  test('a scope is the word after @, and Tab completes one that was begun', () => {
    expect(readTyped('@run failed now')).toEqual({ scope: 'run', text: 'failed now' });
    expect(readTyped('@RUN')).toEqual({ scope: 'run', text: '' });
    expect(readTyped('@no')).toEqual({ begun: 'no', text: '' });
    expect(readTyped('weekly @run')).toEqual({ text: 'weekly @run' });
    expect([completed('@w'), completed('@run'), completed('weekly'), completed('@zz'), completed('@run x')]).toEqual(['@workflow ', '@run ', undefined, undefined, undefined]);
    expect(paletteGroups('@', nothing)[0]?.entries.map(({ hint }) => hint)).toEqual(scopes.map((scope) => `@${scope}`));
  });
});

describe('what is shown', () => {
  test('the best fit comes first, whatever group it is of, also with letters missing', () => {
    expect(labels('run weekly')[0]).toBe('Run Weekly report');
    expect(labels('opn wkly')).toContain('Open Weekly report');
    expect(labels('check the installation')[0]).toMatch(/^Check the installation/u);
    expect(labels('zzzqx')).toEqual([]);
  });

  test('what the host found stands as it ranked it, and only there where it is asked for', () => {
    const items = { ...source, found: [found({ kind: 'run', id: 'r1', title: 'Weekly report', score: 0.4 }), found({ kind: 'node', id: 'ask', title: 'Ask for figures', score: 0.99 })] };

    expect(paletteGroups('figures', items)[0]).toMatchObject({ id: 'node', entries: [{ label: 'Ask for figures', act: { address: { to: '/workflows/$id', search: { node: 'ask' } } } }] });
    expect(paletteGroups('weekly report', { ...items, found: [found({ kind: 'node', id: 'ask', title: 'Weekly report', score: 1 })] })[0]?.id).toBe('workflow');
    expect(paletteGroups('@workflow weekly', items).map(({ id }) => id)).toEqual(['workflow']);
    expect(paletteGroups('@action list', items).map(({ id }) => id)).toEqual(['operations']);
  });

  test('what was chosen before comes first of all, and counts more than its equals', () => {
    const [runIt, openIt] = workflowEntries(workflow) as [PaletteEntry, PaletteEntry];

    expect(paletteGroups('', { ...source, recent: [openIt] })[0]).toMatchObject({ id: 'recent', entries: [{ id: openIt.id }] });
    expect(paletteGroups('weekly report', { ...source, recent: [openIt] })[0]?.entries[0]?.id).toBe(openIt.id);
    expect(paletteGroups('weekly report', { ...source, recent: [runIt] })[0]?.entries[0]?.id).toBe(runIt.id);
  });
});

describe('every operation of the contract', () => {
  test.each(operations)('$name is done in a form, or seen on a screen where there is nothing to say', async (operation) => {
    const { label, act } = operationEntry(operation);
    const form = await loadOperationForm(operation.name);

    expect(labels(`@action ${operation.summary}`)).toContain(operation.summary);
    expect(label).toBe(form.facts.summary);
    if ('go' in act) {
      expect(form.fields).toEqual([]);
      expect(screens.map(({ to }) => to)).toContain(act.go);
    } else expect(act).toEqual({ operation: operation.name });
  });

  test.each(operations)('$name takes its example from the form', async ({ name }) => {
    const form = await loadOperationForm(name);
    const fields = operationFields(form);
    const typed = Object.fromEntries(Object.entries(form.facts.example).map(([key, value]) => [key, inControl(value)]));
    const read = readForm(fields, asTyped(form.fields, { ...initialValues(fields), ...typed }));

    expect(read.errors).toEqual({});
    expect(read.values).toMatchObject(form.facts.example);
  });
});

/** A value as a control holds it. */
function inControl(value: Json): string | boolean {
  return typeof value === 'boolean' || typeof value === 'string' ? value : JSON.stringify(value);
}

describe('the form of an operation', () => {
  test('knows the run one stands at, and says the command line that does the same', async () => {
    const stop = await loadOperationForm('runs.stop');

    expect(valuesHere(stop, '/runs/r1')).toEqual({ id: 'r1' });
    expect(valuesHere(await loadOperationForm('artifacts.list'), '/runs/r1')).toEqual({ run: 'r1' });
    expect(valuesHere(stop, '/workflows/w1')).toEqual({});
    expect(operationCommand(stop, { id: 'r1' })).toBe('aiwm runs stop r1');
  });

  test('puts records, lists, switches that are off and files on the line, and never a secret', async () => {
    expect(operationCommand(await loadOperationForm('runs.start'), { workflow: 'hello', input: { name: 'Ann B', n: 2 }, draft: true })).toBe("aiwm runs start hello --input 'name=Ann B' --input n=2 --draft");
    expect(operationCommand(await loadOperationForm('workflows.import'), { versions: false, content: 'aGk=' })).toBe('aiwm workflows import --content-file FILE --no-versions');
    expect(operationCommand(await loadOperationForm('vault.unlock'), { password: 'hunter2' })).toBe('aiwm vault unlock');
  });

  test('says by name what it takes away', () => {
    expect(takenAway('the document {id} with all its revisions', { id: 'd1' })).toBe('the document “d1” with all its revisions');
  });
});
