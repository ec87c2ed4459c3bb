import { afterEach, expect, test } from 'vitest';
import { toastQueue } from '../../../src/renderer/components/toasts.ts';
import { createRefusals, passOn } from '../../../src/renderer/designer/frame/refusals.ts';
import { createDesignerView } from '../../../src/renderer/designer/session/create-designer-view.ts';
import { SessionStore } from '../../../src/renderer/designer/session/session-store.ts';
import { emptyDefinition } from './designer-fixture.ts';

const shown = (): readonly string[] => toastQueue.visibleToasts.map(({ content }) => content.detail ?? '');

afterEach(() => { toastQueue.clear(); });

function refused() {
  const store = new SessionStore({ workflow: { definition: emptyDefinition } as never, isReadOnly: false });
  const session = { get: store.get, subscribe: store.subscribe, select: store.select } as never;
  const view = createDesignerView({ session, first: {}, announce: () => undefined });
  const refusals = createRefusals();
  const leave = passOn({ session, view }, refusals);
  refusals.say(new Error('There is a transition already.'));
  return { store, view, refusals, leave };
}

test('why something could not be done stays while one looks, and the next refusal takes its place', () => {
  const { store, refusals } = refused();
  store.select({ nodes: ['start'] });
  expect(shown()).toHaveLength(1);
  refusals.say(new Error('Nothing leads to a start.'));
  expect(shown()).toEqual([expect.stringContaining('Nothing leads to a start.')]);
});

test('it goes with the next act', () => {
  const { store } = refused();
  store.edit({ kind: 'set', at: 'nodes.start', path: ['name'], value: 'Begin' }, false);
  expect(shown()).toEqual([]);
});

test('it goes with a window over the designer', () => {
  const { view } = refused();
  view.set({ dialog: { name: 'find' } });
  expect(shown()).toEqual([]);
});

test('it goes with the designer', () => {
  const { leave } = refused();
  leave();
  expect(shown()).toEqual([]);
});
