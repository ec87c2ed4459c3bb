import { describe, expect, it } from 'vitest';
import '../../../src/core/domain/model/schema-words.ts';
import { applyEdit } from '../../../src/core/domain/model/edit/apply-edit.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { findingsByPlace } from '../../../src/renderer/designer/problems/findings-by-place.ts';
import { fixForAll, sameFixes } from '../../../src/renderer/designer/problems/fixes/fix-for-all.ts';
import { fieldOf, quickFixesOf } from '../../../src/renderer/designer/problems/fixes/fixes-by-code.ts';
import { placeName } from '../../../src/renderer/designer/problems/place-name.ts';
import { keyedFindings, sortedFindings } from '../../../src/renderer/designer/problems/shown-findings.ts';
import { chain, node, say, step } from '../../domain/runtime/verify/corpus/parts.ts';
import { fixContextOf, foundIn } from './fix-support.ts';

/** What work in slices comes to, done at once. */
function drained<Result>(work: Generator<unknown, Result>): Result {
  for (;;) {
    const piece = work.next();
    if (piece.done === true) return piece.value;
  }
}

const steps = (count: number): readonly JsonObject[] => Array.from({ length: count }, (_, at) => node(`step_${at + 1}`, 'workStep', { name: `Step number ${at + 1}`, entry: [say('hello', at === 0 ? 'Hi' : `{{ nodes.step_${at}.hello }}`)] }));

describe('many actions of one id', () => {
  const definition = chain(steps(300));
  const findings = foundIn(definition).filter(({ code }) => code === 'duplicate_id');

  it('are a row each, named by their step, with a mark on each of the nodes', () => {
    const rows = keyedFindings(findings);

    expect(new Set(rows.map(({ key }) => key)).size).toBe(299);
    expect(findings.slice(0, 2).map(({ where }) => placeName(fixContextOf(definition), where))).toEqual(['Step number 2 › test.safe', 'Step number 3 › test.safe']);
    expect(findingsByPlace(definition, findings).byNode.size).toBe(299);
    expect(findings[0]?.message).toContain('first in "Step number 1"');
  });

  it('are mended all at once, and what reads each of them follows', () => {
    const [first] = findings;
    const [fix] = first === undefined ? [] : quickFixesOf(first, fixContextOf(definition));
    const all = fix === undefined ? undefined : drained(fixForAll({ code: 'duplicate_id', title: fix.title, findings }, fixContextOf(definition)));
    const after = (all?.edits ?? []).reduce<JsonObject>((before, edit) => applyEdit(before, edit), definition);

    expect(all).toMatchObject({ count: 299, edits: [{ kind: 'replace', act: 'mend' }] });
    expect(foundIn(after).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(JSON.stringify(after)).toContain('{{ nodes.step_2.hello_2 }}');
  });
});

it('a transition is led to no node it already begins at, and what is refused at one place is done at the others', () => {
  const whole = chain(steps(6));
  const root = whole['root'] as { readonly nodes: readonly JsonObject[] };
  const definition = { ...whole, root: { ...root, nodes: root.nodes.filter(({ id }) => id !== 'step_3' && id !== 'step_5') } };
  const findings = foundIn(definition).filter(({ code }) => code === 'broken_transition');
  const context = fixContextOf(definition);

  for (const same of drained(sameFixes(findings, context)).values()) {
    const { edits } = drained(fixForAll(same, context));
    expect(edits.length === 0 || edits.reduce<JsonObject>((before, edit) => applyEdit(before, edit), definition) !== definition).toBe(true);
  }
  for (const finding of findings) for (const { edits } of quickFixesOf(finding, context)) expect(() => edits.reduce<JsonObject>((before, edit) => applyEdit(before, edit), definition)).not.toThrow();
});

it('findings that say the same of the same place are a row each', () => {
  const twice = { code: 'duplicate_id', severity: 'error', where: 'nodes.work', message: 'Twice.' } as const;

  expect(keyedFindings([twice, twice]).map(({ key }) => key)).toEqual(['duplicate_id nodes.work Twice.', 'duplicate_id nodes.work Twice. 2']);
});

it('an approval of an action stays with the one it is about', () => {
  const definition = chain([node('one', 'workStep', { entry: [say('hello', 'x')] }), node('two', 'workStep', { entry: [say('hello', 'y')] })]);
  const root = definition['root'] as JsonObject;
  const approval = (id: string) => ({ id, type: 'manual-approval', config: { title: 'Go on?', approves: ['hello'] } });
  const approved = { ...definition, root: { ...root, transitions: (root['transitions'] as readonly JsonObject[]).map((one, at) => (at < 2 ? { ...one, validators: [approval(`ask_${at}`)] } : one)) } };
  const finding = foundIn(approved).find(({ code }) => code === 'duplicate_id');
  const [fix] = finding === undefined ? [] : quickFixesOf(finding, fixContextOf(approved));
  const after = (fix?.edits ?? []).reduce<JsonObject>((before, edit) => applyEdit(before, edit), approved);
  const approves = ((after['root'] as JsonObject)['transitions'] as readonly { readonly validators?: readonly { readonly config: JsonObject }[] }[]).flatMap(({ validators = [] }) => validators.map(({ config }) => config['approves']));

  expect(approves).toEqual([['hello'], ['hello_2']]);
});

it('what is about the exits of a node is shown at them, all else at its own place', () => {
  const finding = (code: string, where: string) => ({ code, severity: 'error', where, message: '' }) as const;

  expect(fieldOf(finding('dead_end', 'nodes.wait'))).toBe('nodes.wait.exits');
  expect(fieldOf(finding('unreachable_node', 'nodes.wait'))).toBe('nodes.wait');
  expect(fieldOf(finding('a_code_of_tomorrow', 'nodes.wait'))).toBe('nodes.wait');
});

it('places with numbers stand in their order', () => {
  const finding = (where: string) => ({ code: 'dead_end', severity: 'error', where, message: '' }) as const;

  expect(sortedFindings(['nodes.step_10', 'nodes.step_9', 'nodes.step_1'].map(finding)).map(({ where }) => where)).toEqual(['nodes.step_1', 'nodes.step_9', 'nodes.step_10']);
});

describe('a field left empty', () => {
  const reading = chain([node('read', 'workStep', { name: 'Read a file', entry: [step('read', 'file.read', { config: { file: '' } })] })]);

  it('is named as its form names it, and a press leads to it', () => {
    const [finding] = foundIn(reading);
    const [fix] = finding === undefined ? [] : quickFixesOf(finding, fixContextOf(reading));

    expect(placeName(fixContextOf(reading), finding?.where ?? '')).toBe('Read a file › File');
    expect(fix).toEqual({ title: 'Fill in “File”', edits: [], field: 'nodes.read.actions.read.config.file' });
  });
});

it('the approval of an action that is gone is taken out', () => {
  const plain = chain([node('one', 'workStep', { name: 'Write', entry: [say('hello', 'x')] })]);
  const root = plain['root'] as JsonObject;
  const asking = { ...plain, root: { ...root, transitions: (root['transitions'] as readonly JsonObject[]).map((one, at) => (at === 1 ? { ...one, validators: [{ id: 'ask', type: 'manual-approval', config: { title: 'Go on?', approves: ['letter'] } }] } : one)) } };
  const [finding] = foundIn(asking);
  const [fix] = finding === undefined ? [] : quickFixesOf(finding, fixContextOf(asking));

  expect(finding?.message).toBe('It asks for the approval of "letter", and there is no such action: neither when "Write" is left nor when "done" is entered.');
  expect(foundIn((fix?.edits ?? []).reduce<JsonObject>((before, edit) => applyEdit(before, edit), asking))).toEqual([]);
});
