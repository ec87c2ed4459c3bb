import { expect, test } from 'vitest';
import type { ArtifactView } from '../../src/core/domain/operations/artifacts.ts';
import type { RunView } from '../../src/core/domain/operations/runs.ts';
import { artifactEntries } from '../../src/renderer/console/artifact-entries.ts';
import { endedRun, firstSentence, tookMs } from '../../src/renderer/console/describe-run.ts';

const at = '2026-01-31T12:00:00.000Z';
const run: RunView = {
  id: 'r', workflow: { id: 'w', slug: 'hello', name: 'Hello' }, status: 'running', reasons: [], activeNodes: ['work'], openIncidents: 0, attended: false, seq: 4, startedBy: 'user:local', startedAt: at, updatedAt: at,
  definition: {}, definitionHash: 'h', inputs: {}, vars: {}, nodes: {}, active: [{ visit: 'work#1', nodeId: 'work', phase: 'acting' }], visited: { work: 1 }, incidents: [], cards: [],
  looseEnds: [], usage: { inputTokens: 0, outputTokens: 0, calls: 0 }, may: ['pause', 'stop'],
};

test('a run whose newest row is its end has ended and takes no command, whatever the last answer said', () => {
  expect(endedRun(run, 'completed')).toMatchObject({ status: 'completed', may: [], active: [] });
  expect(endedRun(run, 'a status of a later version')).toBe(run);
  expect(endedRun(run, undefined)).toBe(run);
});

test('a failure is told by its first sentence', () => {
  expect(firstSentence('"a.csv" has no rows. A report needs 12.5 of them.')).toBe('"a.csv" has no rows.');
  expect(firstSentence('no point at 1.5')).toBe('no point at 1.5');
  expect(firstSentence(undefined)).toBeUndefined();
});

test('a copy of an artifact is a further place of it', () => {
  const made = (id: string, name: string, path?: string): ArtifactView => ({ id, runId: 'r', nodeId: 'n', name, mediaType: 'text/plain', bytes: 1, sha256: name.padEnd(64, '0'), createdAt: at, ...(path === undefined ? {} : { path }) });
  const [report, pdf, copy] = [made('1', 'report.md'), made('2', 'report.pdf'), made('3', 'report.md', '/files/report.md')];

  expect(artifactEntries([report, pdf, copy])).toEqual([{ artifact: report, paths: ['/files/report.md'] }, { artifact: pdf, paths: [] }]);
});

test('a run that goes on has taken all the time until now, one that ended until its end', () => {
  const [start, row, now] = ['2026-01-31T12:00:00.000Z', '2026-01-31T12:00:00.010Z', Date.parse('2026-01-31T12:07:00.000Z')];
  for (const status of ['running', 'waiting', 'paused'] as const) expect(tookMs({ status, startedAt: start, updatedAt: row }, now)).toBe(420_000);
  expect(tookMs({ status: 'completed', startedAt: start, updatedAt: row, endedAt: row }, now)).toBe(10);
});
