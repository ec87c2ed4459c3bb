import { expect, test } from 'vitest';
import { applyEdit } from '../../../src/core/domain/model/edit/apply-edit.ts';
import { transitionsIn } from '../../../src/core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { quickFixesOf } from '../../../src/renderer/designer/problems/fixes/fixes-by-code.ts';
import { fixContextOf, foundIn } from './fix-support.ts';

const immediate = [{ type: 'immediate', config: {} }];
const workflow = (nodes: readonly JsonObject[], transitions: readonly JsonObject[]): JsonObject => ({ format: 'aiwm.workflow/1', name: 'W', root: { id: 'root', nodes, transitions } });

test('a start that was taken out comes back alone where its transition is still there', () => {
  const definition = workflow([{ id: 'done', type: 'end' }], [{ id: 't1', from: 'start', to: 'done', triggers: immediate }]);
  const finding = foundIn(definition).find(({ code }) => code === 'start_count');
  const [fix] = finding === undefined ? [] : quickFixesOf(finding, fixContextOf(definition));
  const after = (fix?.edits ?? []).reduce<JsonObject>((before, edit) => applyEdit(before, edit), definition);

  expect(foundIn(after).filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(transitionsIn(after, 'root')).toHaveLength(1);
});

test('a step that no path leads to is not offered to be deleted while another reads what it leaves', () => {
  const asking = (id: string, prompt: string): JsonObject => ({ id, type: 'workStep', entry: [{ id: `${id}_say`, type: 'llm.chat', config: { prompt } }] });
  const of = (prompt: string): JsonObject => workflow(
    [{ id: 'start', type: 'start' }, asking('lone', 'Hi'), asking('work', prompt), { id: 'done', type: 'end' }],
    [{ id: 't1', from: 'start', to: 'work', triggers: immediate }, { id: 't2', from: 'work', to: 'done', triggers: [{ type: 'task-complete', config: {} }] }, { id: 't3', from: 'lone', to: 'done', triggers: [{ type: 'task-complete', config: {} }] }],
  );
  const offered = (definition: JsonObject) => foundIn(definition).filter(({ code }) => code === 'unreachable_node').flatMap((finding) => quickFixesOf(finding, fixContextOf(definition)).map(({ edits }) => edits[0]?.kind));

  expect(offered(of('Hello'))).toContain('remove');
  expect(offered(of('{{ nodes.lone.lone_say.text }}'))).not.toContain('remove');
});

test('a transition of which neither end is there can only be deleted', () => {
  const definition = workflow([{ id: 'start', type: 'start' }, { id: 'ask', type: 'end' }], [{ id: 't1', from: 'start', to: 'ask', triggers: immediate }, { id: 't2', from: 'asked', to: 'aks', triggers: immediate }]);
  const offered = foundIn(definition).filter(({ where }) => where.startsWith('transitions.t2')).flatMap((finding) => quickFixesOf(finding, fixContextOf(definition)));

  expect(offered.length).toBeGreaterThan(0);
  for (const { edits } of offered) expect(() => edits.reduce<JsonObject>((before, edit) => applyEdit(before, edit), definition)).not.toThrow();
});

test('a transition into a start is offered no other end that would be refused or as wrong', () => {
  const led = (next: string): JsonObject => workflow(
    [{ id: 'start', type: 'start' }, { id: 'ask', type: 'workStep', entry: [] }, { id: 'done', type: 'end' }],
    [{ id: 't1', from: 'start', to: next, triggers: immediate }, { id: 't2', from: 'ask', to: 'start', triggers: [{ type: 'task-complete', config: {} }] }],
  );
  const offered = (next: string) => foundIn(led(next)).filter(({ where }) => where.startsWith('transitions.t2')).flatMap((finding) => quickFixesOf(finding, fixContextOf(led(next))).flatMap(({ edits }) => edits.map(({ kind }) => kind)));

  expect(offered('done')).toContain('redirect');
  for (const wrong of ['nobody', 'start']) expect(offered(wrong)).not.toContain('redirect');
});

test('where two nodes share an id neither is deleted for being one start too many', () => {
  const definition = workflow([{ id: 'begin', type: 'start' }, { id: 'begin', type: 'workStep', entry: [] }, { id: 'done', type: 'end' }], [{ id: 't1', from: 'begin', to: 'done', triggers: immediate }]);

  expect(foundIn(definition).filter(({ code }) => code === 'start_count').flatMap((finding) => quickFixesOf(finding, fixContextOf(definition)))).toEqual([]);
  expect(foundIn(definition).map(({ code }) => code)).toContain('duplicate_id');
});
