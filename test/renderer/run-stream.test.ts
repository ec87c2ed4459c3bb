import { describe, expect, test } from 'vitest';
import type { RunLine } from '../../src/core/domain/operations/runs.ts';
import { codeInAddress } from '../../src/renderer/client/session.ts';
import { withLines } from '../../src/renderer/state/run-stream.ts';
import { paletteGroups } from '../../src/renderer/shell/palette-entries.ts';
import { runCommand } from '../../src/renderer/screens/workflows/run-command.ts';
import { durationWords } from '../../src/renderer/components/time-words.ts';
import { screens } from '../../src/renderer/screens.ts';
import { areas } from '../../src/core/domain/operations/areas.ts';
import { loadOperationWords } from '../../src/renderer/state/contract-words.ts';

const begun = { lines: [], texts: [], connection: 'connecting' } as const;
const line = (type: string, payload: RunLine['payload'], seq?: number): RunLine => ({
  ...(seq === undefined ? {} : { seq }),
  at: '2026-01-01T00:00:00.000Z',
  type,
  runId: 'r',
  severity: 'info',
  correlationId: 'c',
  payload,
});

describe('a run as its rows come in', () => {
  test('a row that comes twice, as after a lost connection, stands once', () => {
    const first = withLines(begun, [line('start', {}, 1), line('run_started', {}, 2)]);

    expect(withLines(first, [line('run_started', {}, 2), line('run_ended', {}, 3)]).lines.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  test('streamed text grows by effect and is whole when its result is stored', () => {
    const effect = 'draft#1/write.1';
    const growing = withLines(begun, [line('text_delta', { effect, text: 'Once ' }), line('text_delta', { effect, text: 'upon' })]);

    expect(growing.texts).toMatchObject([{ effect, text: 'Once upon', isWhole: false }]);
    expect(withLines(growing, [line('effect_completed', { effect, output: {} }, 5)]).texts).toMatchObject([{ isWhole: true }]);
  });

  test('text that was aborted or failed begins anew', () => {
    const effect = 'draft#1/write.1';
    const growing = withLines(begun, [line('text_delta', { effect, text: 'Once ' })]);

    expect(withLines(growing, [line('command', { name: 'resume' }, 6)]).texts).toEqual([]);
    expect(withLines(growing, [line('effect_failed', { effect }, 6), line('text_delta', { effect, text: 'Again' })]).texts).toMatchObject([{ text: 'Again' }]);
  });
});

describe('the palette', () => {
  test('holds every operation of every area that has a screen, in the words of the contract', async () => {
    const operations = await loadOperationWords();
    const entries = paletteGroups([], operations).flatMap((group) => group.entries);

    expect(operations.length).toBeGreaterThan(30);
    for (const { area, name, summary } of operations) {
      const isShown = entries.some(({ id, label }) => id === `operation ${name}` && label === summary);
      expect(isShown, name).toBe(screens.some((screen) => screen.areas.includes(area)));
    }
  });

  test('every area has a screen but those that come with the designer and the console', () => {
    const shown = new Set(screens.flatMap((screen) => screen.areas));

    expect(Object.keys(areas).filter((area) => !shown.has(area as keyof typeof areas))).toEqual(['approvals', 'actions', 'tests', 'catalogue']);
  });
});

test('a one-time code is found in the address, and only there', () => {
  expect(codeInAddress('#code=abc-_1')).toBe('abc-_1');
  expect(codeInAddress('#/runs/1')).toBeUndefined();
  expect(codeInAddress('')).toBeUndefined();
});

test('the command line of the run dialog quotes what a shell would read', () => {
  const command = runCommand({ slug: 'data-report', input: { csv: '/data/a.csv', title: "Ann's report", n: 3 }, isDraft: true, isAttended: false });

  expect(command).toBe(String.raw`aiwm run data-report --input csv=/data/a.csv --input 'title=Ann'\''s report' --input n=3 --draft`);
});

test('durations are told in the largest two units', () => {
  expect([0.4, 340, 4200, 200_000, 7_500_000].map(durationWords)).toEqual(['less than 1 ms', '340 ms', '4.2 s', '3 min 20 s', '2 h 5 min']);
});
