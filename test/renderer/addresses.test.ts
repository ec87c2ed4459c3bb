import { expect, test } from 'vitest';
import { RunPlace, WorkflowPlace } from '../../src/core/domain/model/page-address.ts';
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
