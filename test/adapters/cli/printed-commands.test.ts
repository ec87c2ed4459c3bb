import { describe, expect, it } from 'vitest';
import { createPaint } from '../../../src/cli/print/paint.ts';
import { printAnswer } from '../../../src/cli/print/print-answer.ts';
import { goOn } from '../../../src/cli/print/run-words.ts';

const paint = createPaint(false);

describe('a command that is printed', () => {
  it('does what a preview showed, with everything it was asked with', async () => {
    const item = { workflow: { id: 'w', slug: 'hello' }, part: 'run', reason: 'age', runs: 1, bytes: 10 };
    const answer = { dryRun: true, items: [item], runs: 1, bytes: 10, freedBytes: 0, totalBytes: 100, stopped: false };

    const { next } = await printAnswer('runs.prune', answer, { paint, input: { dryRun: true, days: 0, workflow: 'hello' } });

    expect(next).toContain('`aiwm runs prune --workflow hello --days 0` does it');
  });

  it('stands in quotes where a shell would read more than text', () => {
    const incident = { id: 'work#1/@incident.1', code: 'action_failed', visit: 'work#1', nodeId: 'work', message: 'It failed.', openedAt: '', answers: ['retry'], transitions: [] } as const;
    const [line] = goOn({ id: 'r1', status: 'waiting', reasons: [], cards: [], incidents: [{ ...incident, answers: ['retry'], transitions: [] }] });

    expect(line).toContain("`aiwm runs resolve r1 'work#1/@incident.1' --answer retry`");
  });
});
