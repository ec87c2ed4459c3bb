import { expect, test } from 'vitest';
import type { Notice } from '../../../src/core/domain/operations/notifications.ts';
import { popUpsOf, saidAloud } from '../../../src/renderer/shell/notices/pop-ups.ts';
import { newsIn } from '../../../src/renderer/state/use-notices.ts';

const notice = (part: Partial<Notice>): Notice => ({ id: 'a', code: 'card', severity: 'info', text: 'waits', runId: 'r1', workflow: { id: 'w', slug: 's', name: 'W' }, at: '2026-01-01T00:00:00.000Z', isAcknowledged: false, command: 'aiwm', ...part });

test('what stands at the beginning, what was known and what was seen is no news', () => {
  const items = [notice({ id: 'a' }), notice({ id: 'b' }), notice({ id: 'c', isAcknowledged: true })];

  expect(newsIn({ items }, undefined)).toEqual([]);
  expect(newsIn({ items }, new Set(['a'])).map(({ id }) => id)).toEqual(['b']);
});

test('what pops up is as wanted, and never what the screen shows already', () => {
  const card = notice({});
  const failed = notice({ id: 'f', code: 'failed', severity: 'error', runId: 'r2' });
  const said = (wanted: 'all' | 'errors' | 'none', pathname: string) => saidAloud([card, failed], { wanted, pathname }).map(({ id }) => id);

  expect(said('all', '/workflows')).toEqual(['a', 'f']);
  expect(said('errors', '/workflows')).toEqual(['f']);
  expect(said('none', '/workflows')).toEqual([]);
  expect(said('all', '/runs/r2')).toEqual(['a']);
  expect(said('all', '/cards')).toEqual(['f']);
  expect(said('all', '/')).toEqual([]);
  expect(popUpsOf({ notices: 'errors' })).toBe('errors');
  expect(popUpsOf({ notices: 'loud' })).toBe('all');
});
