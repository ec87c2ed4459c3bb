import { expect, it } from 'vitest';
import { actCommandsOf } from '../../../src/cli/print/act-command.ts';
import { readCommandLine } from '../../../src/cli/program.ts';
import type { EndingAct, WaitingPlace } from '../../../src/core/domain/model/run-why.ts';
import { createTestTerminal } from './test-terminal.ts';

async function commandOf(act: EndingAct): Promise<string> {
  const place: WaitingPlace = { phase: 'idle', reasons: [], ways: [], acts: [act] };
  return (await actCommandsOf({ waits: [place] }))(act);
}

it.each([
  [{ operation: 'runs.fire', input: { id: 'r1', visit: 'pick#1', transition: 'left' } }, "aiwm runs fire r1 left --visit 'pick#1'"],
  [{ operation: 'runs.resume', input: { id: 'r1' } }, 'aiwm runs resume r1'],
  [{ operation: 'runs.adjust', input: { id: 'r1', loop: 'refine', next: true } }, 'aiwm runs adjust r1 refine --next'],
  [{ operation: 'runs.signal', input: { id: 'r1', name: 'paid', key: "it's", payload: {} } }, String.raw`aiwm runs signal r1 paid --key 'it'\''s' --payload '{…}'`],
  [{ operation: 'cards.submit', input: { id: 'c1', values: {} } }, 'aiwm cards submit c1 --values name=value'],
  [{ operation: 'approvals.decide', input: { id: 'r1:a/v', decision: 'approve', hash: 'ab12' } }, 'aiwm approvals decide r1:a/v approve --hash ab12'],
] as const)('spells %o as a line for a shell', async (act, line) => {
  expect(await commandOf(act)).toBe(line);
});

it('is a line the command line understands', async () => {
  const line = await commandOf({ operation: 'runs.fire', input: { id: 'r1', visit: 'pick', transition: 'left' } });

  expect(await readCommandLine(line.split(' ').slice(1), createTestTerminal())).toMatchObject({ kind: 'operation', given: { positionals: ['r1', 'left'], options: { visit: 'pick' } } });
});
