import { expect, test } from 'vitest';
import { codeInAddress } from '../../src/renderer/client/session.ts';
import { commandEntry } from '../../src/renderer/shell/palette-entries.ts';
import { runCommand } from '../../src/renderer/screens/workflows/run-command.ts';
import { durationWords } from '../../src/renderer/components/time-words.ts';
import { allCommands } from '../../src/renderer/designer/commands/all-commands.ts';
import { designerWords } from '../../src/renderer/strings/designer.ts';

test('commands are found by other words, every id of which there is', () => {
  const also: Readonly<Record<string, string>> = designerWords.alsoCalled;
  const ids = allCommands.map(({ id }) => id);
  const entry = commandEntry({ id: 'canvas.fit', title: 'Fit everything in sight', also: also['canvas.fit'], group: 'View', keys: [], obstacle: () => undefined, run: () => undefined });

  expect(Object.keys(also).filter((id) => !ids.includes(id))).toEqual([]);
  expect(entry.also).toContain('zoom to fit');
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
