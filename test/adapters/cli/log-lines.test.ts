import { expect, it } from 'vitest';
import { auditLineText, logLineText } from '../../../src/cli/print/log-lines.ts';
import { createPaint } from '../../../src/cli/print/paint.ts';

const look = { paint: createPaint(false) };
const at = '2026-11-22T08:00:00.000Z';

it('a line of the log is read by a person: what happened, and the ids that lead on', () => {
  const text = logLineText({ at, level: 'warn', module: 'runs', message: 'An incident opened: rate_limited', runId: 'r1', node: 'ask', correlationId: 'c1', facts: { code: 'rate_limited' } }, look);

  expect(text).toMatch(/^2026-11-22 \d\d:\d\d(?::\d\d)? {2}warn {3}runs {8}An incident opened: rate_limited {2}\(run r1, node ask, correlation c1\)$/u);
});

it('a row of the audit log is read by a person: who, what to what, and what came of it', () => {
  const text = auditLineText({ id: 1, at, actor: 'user:local', door: 'cli', operation: 'runs.stop', target: 'r1', outcome: 'not_found', correlationId: 'c1', input: {}, hash: '0'.repeat(64) }, look);

  expect(text).toContain('user:local (cli)  runs.stop r1  not_found  (correlation c1)');
});
