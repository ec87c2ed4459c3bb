import { expect, test } from 'vitest';
import { pagePath, RunPlace, SettingPlace, WorkflowPlace } from '../../src/core/domain/model/page-address.ts';
import { codeInAddress, placeInAddress } from '../../src/renderer/client/session.ts';
import { placeOnPage } from '../../src/renderer/state/place-on-page.ts';
import { runAddress, workflowAddress } from '../../src/renderer/state/addresses.ts';

test('an address of a run says the node or the row, and leaves out what names nothing', () => {
  expect(RunPlace.parse({ node: 'review', seq: '7' })).toEqual({ node: 'review', seq: 7 });
  expect(RunPlace.parse({ node: '', seq: 'last', other: 1 })).toEqual({});
  expect(RunPlace.parse({ seq: -1 })).toEqual({});
  expect(RunPlace.parse({ node: 12, seq: null })).toEqual({ node: '12' });
});

test('an address of a workflow says the version, the place and the panel', () => {
  expect(WorkflowPlace.parse({ version: '3', node: 'nodes.ask.actions.say', panel: 'history' })).toEqual({ version: 3, node: 'nodes.ask.actions.say', panel: 'history' });
  expect(WorkflowPlace.parse({ version: 0.5, node: ['a'], panel: 'elsewhere' })).toEqual({});
});

test('what the makers make is what the pages read', () => {
  const { search } = runAddress('r1', { node: 'ask' });
  const { search: place } = workflowAddress('greet', { version: 2, panel: 'history' });

  expect(RunPlace.parse(search)).toEqual({ node: 'ask' });
  expect(WorkflowPlace.parse(place)).toEqual({ version: 2, panel: 'history' });
});

test('the command line writes the addresses that the pages read', () => {
  const [path = '', query = ''] = pagePath('run', 'r 1', { node: 'a/b&c', seq: 7 }).split('?');

  expect(path).toBe('/runs/r%201');
  expect(RunPlace.parse(Object.fromEntries(new URLSearchParams(query)))).toEqual({ node: 'a/b&c', seq: 7 });
  expect(pagePath('workflow', 'hello', { panel: 'history' })).toBe('/workflows/hello?panel=history');
  expect(SettingPlace.parse(Object.fromEntries(new URLSearchParams(pagePath('setting', 'logging.level').split('?')[1])))).toEqual({ key: 'logging.level' });
  expect(pagePath('card', 'r1:ask#1')).toBe('/cards/r1%3Aask%231');
});

test('a page says which command leads to it', () => {
  expect(placeOnPage(pagePath('run', 'r 1', { node: 'a/b&c', seq: 7 }))).toEqual({ noun: 'run', id: 'r 1', node: 'a/b&c', row: '7' });
  expect(placeOnPage(pagePath('workflow', 'hello', { panel: 'history' }))).toEqual({ noun: 'workflow', id: 'hello', panel: 'history' });
  expect(placeOnPage(pagePath('setting', 'logging.level'))).toEqual({ noun: 'setting', id: 'logging.level' });
  expect(placeOnPage(pagePath('card', 'r1:ask#1'))).toEqual({ noun: 'card', id: 'r1:ask#1' });
  expect(['/', '/runs', '/runs/', '/runs/a/b', '/settings/sections', ''].map(placeOnPage)).toEqual(Array.from({ length: 6 }, () => undefined));
});

test('a link leads to a page of this window, and nowhere else', () => {
  const link = `#code=abc&at=${encodeURIComponent('/runs/r1?node=ask')}`;

  expect([codeInAddress(link), placeInAddress(link)]).toEqual(['abc', '#/runs/r1?node=ask']);
  expect(placeInAddress('#code=abc&at=https%3A%2F%2Fevil.example')).toBeUndefined();
  expect(placeInAddress('#code=abc')).toBeUndefined();
});
