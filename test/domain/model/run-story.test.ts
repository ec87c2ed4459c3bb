import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { decidedTypes, inputTypes, operationalTypes } from '../../../src/core/domain/model/run-event.ts';
import { describeEvent } from '../../../src/core/domain/model/run-story.ts';

const names = new Map([['draft', 'Write a draft'], ['refine', 'Refine']]);
const nameOf = (id: string): string => names.get(id) ?? id;

describe('a row of the journal as a sentence', () => {
  test.each([...inputTypes, ...decidedTypes, ...operationalTypes])('%s has one, even with an empty payload', (type) => {
    const story = describeEvent({ type, payload: {} });

    expect(story.title).not.toBe('');
    expect(story.title).not.toContain('undefined');
    expect(story.title).not.toContain('_');
  });

  test('an answer of a stand-in says whose place it took, and why', () => {
    const usage = { connector: 'mock', model: 'mock', micros: 0, insteadOf: { connector: 'house', because: 'connector_unavailable' } };
    const payload = { effect: 'draft#1/ask.1', attempt: 1, output: 'Hello', usage };

    expect(describeEvent({ type: 'effect_completed', payload })).toMatchObject({ detail: expect.stringContaining('“mock” answered in the place of “house”, which was not available · Hello'), severity: 'warning' });
    expect(describeEvent({ type: 'effect_completed', payload: { ...payload, usage: { connector: 'mock' } } })).toMatchObject({ severity: 'success' });
  });

  test('an unknown type keeps its own name', () => {
    expect(describeEvent({ type: 'moon_phase', payload: {} })).toEqual({ title: 'moon_phase', severity: 'info' });
  });

  test('a transition names where it leads, where from, by which way and on which values', () => {
    const payload = { transition: 't3', trigger: 'condition', from: 'route#1', visit: 'refine#1', read: { score: 7 } };

    expect(describeEvent({ type: 'transition_committed', payload }, nameOf)).toEqual({
      title: 'Entered “Refine”',
      detail: 'from “route” by “t3” (condition) · score: 7',
      severity: 'info',
    });
  });

  test('an effect deep in a loop is named by its action and its node', () => {
    const payload = { effect: 'refine#1:pass[1]/draft#1/write.1', attempt: 2, kind: 'llm.chat', repeat: 'safe' };

    expect(describeEvent({ type: 'effect_scheduled', payload }, nameOf).title).toBe('Tries “write” in “Write a draft” (2 of “Refine”) again, attempt 2');
  });

  test('builds of one document differ by their formats', () => {
    const payload = { effect: 'publish#1/document.1', attempt: 1, kind: 'document.build', request: { name: 'report', format: 'pdf' } };

    expect(describeEvent({ type: 'effect_scheduled', payload }, nameOf).detail).toBe('document.build · pdf');
  });

  test('passes are counted from one and name the loop', () => {
    const payload = { region: 'refine#1:pass[1]', pass: 1, visit: 'refine#1:pass[1]/begin#1' };

    expect(describeEvent({ type: 'pass_started', payload }, nameOf).title).toBe('Pass 2 of “Refine”');
  });

  test('items are counted as passes are, and bodies with names have theirs', () => {
    const title = (type: string, payload: JsonObject): string => describeEvent({ type, payload }, nameOf).title;

    expect(title('pass_started', { region: 'files#1:file[0]', pass: 0, own: {} })).toBe('Item 1 of “files” began');
    expect(title('pass_started', { region: 'both#1:left', pass: 0, own: {} })).toBe('Body “left” of “both” began');
    expect(title('transition_committed', { visit: 'files#1:file[1]/draft#1', from: 'files#1:file[1]/begin#1' })).toBe('Entered “Write a draft” (2 of “files”)');
    expect(title('transition_committed', { visit: 'both#1:left/draft#1' })).toBe('Entered “Write a draft” (“left” of “both”)');
    expect(title('transition_committed', { visit: 'refine#1:pass[2]/both#1:left/draft#1' })).toBe('Entered “Write a draft” (“left” of “both”, 3 of “Refine”)');
    expect(title('transition_committed', { visit: 'call#1:@report/draft#1' })).toBe('Entered “Write a draft” (called by “call”)');
  });

  test('the end of a body says which one and how, also where it rides on another row', () => {
    const done = [{ action: 'both#1:left/@end', output: { status: 'completed', outputs: { n: 1 } } }];

    expect(describeEvent({ type: 'action_done', payload: { visit: 'both#1:left', done } }, nameOf)).toEqual({ title: 'Body “left” of “both” ended', detail: 'n: 1', severity: 'success' });
    expect(describeEvent({ type: 'transition_committed', payload: { visit: 'draft#1', from: 'both#1', transition: 't', done } }, nameOf).detail).toBe('from “both” by “t” · Body “left” of “both” ended');
    const failed = [{ action: 'files#1:file[0]/@end', output: { status: 'failed', error: { message: 'It is gone.' } } }];
    expect(describeEvent({ type: 'action_done', payload: { visit: 'files#1:file[0]', done: failed } }, nameOf)).toEqual({ title: 'Item 1 of “files” failed', detail: 'It is gone.', severity: 'warning' });
  });

  test('what is cancelled is what was under way, and why is said in words', () => {
    expect(describeEvent({ type: 'region_cancelled', payload: { visit: 'race#1', reason: 'joined' } }, nameOf)).toEqual({
      title: 'Cancelled what was under way in “race”',
      detail: 'what had ended was enough',
      severity: 'warning',
    });
  });

  test('a row that states nothing done does not say that actions are', () => {
    for (const payload of [{ visit: 'a#1', timers: [] }, { visit: 'a#1', idle: {} }, { visit: 'a#1', met: [] }, { visit: '', continue: true }]) {
      expect(describeEvent({ type: 'action_done', payload }).title).not.toContain('are done');
    }
  });

  test('a failed run tells its error and the next step', () => {
    const payload = { status: 'failed', error: { code: 'path_denied', message: 'The path is outside.', next: 'Move the file.' } };

    expect(describeEvent({ type: 'run_ended', payload })).toEqual({ title: 'The run failed', detail: 'The path is outside. Move the file.', severity: 'error' });
  });

  test('a pinned file is told by its name, a long value on one short line', () => {
    const file = { name: 'weather.csv', sha256: 'ab', bytes: 3 };

    expect(describeEvent({ type: 'start', payload: { inputs: { csv: file } } }).detail).toBe('csv: weather.csv');
    const told = describeEvent({ type: 'effect_completed', payload: { effect: 'a#1/b.1', output: { text: `one\ntwo ${'x'.repeat(400)}` } } }).detail;
    expect(told).toMatch(/^one two x+…$/u);
    expect(told?.length).toBeLessThanOrEqual(160);
  });
});
