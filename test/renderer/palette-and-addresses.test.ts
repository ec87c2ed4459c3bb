import { describe, expect, test } from 'vitest';
import { codeInAddress } from '../../src/renderer/client/session.ts';
import { commandGroups, paletteGroups } from '../../src/renderer/shell/palette-entries.ts';
import { runCommand } from '../../src/renderer/screens/workflows/run-command.ts';
import { durationWords } from '../../src/renderer/components/time-words.ts';
import { screens } from '../../src/renderer/screens.ts';
import { areas } from '../../src/core/domain/operations/areas.ts';
import { allCommands } from '../../src/renderer/designer/commands/all-commands.ts';
import { designerWords } from '../../src/renderer/strings/designer.ts';
import { loadOperationWords } from '../../src/renderer/state/contract-words.ts';

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

  test('every area has a screen but those that come with the designer, the console and the frame', () => {
    const shown = new Set(screens.flatMap((screen) => screen.areas));

    expect(Object.keys(areas).filter((area) => !shown.has(area as keyof typeof areas))).toEqual(['approvals', 'notifications', 'actions', 'tests', 'catalogue']);
  });
});

test('commands are found by other words, every id of which there is', () => {
  const also: Readonly<Record<string, string>> = designerWords.alsoCalled;
  const ids = allCommands.map(({ id }) => id);
  const [group] = commandGroups([{ id: 'canvas.fit', title: 'Fit everything in sight', also: also['canvas.fit'], group: 'View', keys: [], obstacle: () => undefined, run: () => undefined }]);

  expect(Object.keys(also).filter((id) => !ids.includes(id))).toEqual([]);
  expect(group?.entries[0]?.also).toContain('zoom to fit');
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
