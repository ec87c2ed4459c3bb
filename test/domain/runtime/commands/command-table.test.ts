import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { commandTable, commandTableMarkdown, type CommandName, regionStates } from './command-table.ts';
import { benchIn, inputOf } from './region-benches.ts';

const commands = Object.keys(commandTable) as CommandName[];
const cells = commands.flatMap((command) => regionStates.map((state) => ({ command, state, cell: commandTable[command][state] })));

it.each(cells)('$command while $state: $cell', ({ command, state, cell }) => {
  const bench = benchIn(state, command);
  const rows = bench.rows.length;

  const { refused } = bench.tell(inputOf(command, bench));

  expect(refused === undefined ? 'yes' : refused.data?.['reason']).toBe(cell);
  expect(bench.rows.length > rows).toBe(cell === 'yes');
});

it('the page shows the table as it is', () => {
  const page = readFileSync(new URL('../../../../docs/command-table.md', import.meta.url), 'utf8');

  expect(page).toContain(commandTableMarkdown());
});
