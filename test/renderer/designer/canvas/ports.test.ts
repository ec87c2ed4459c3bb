import { expect, test } from 'vitest';
import { routeEdges } from '../../../../src/renderer/canvas/route-edges.ts';
import { pillParts } from '../../../../src/renderer/designer/canvas/pill-parts.ts';

test('lines into a node stand in the order they come from there: one that goes around a step comes from beside it', () => {
  const rects = new Map([
    ['decide', { x: 0, y: 0, width: 208, height: 46 }],
    ['write', { x: 0, y: 100, width: 208, height: 46 }],
    ['done', { x: 100, y: 220, width: 208, height: 46 }],
  ]);
  const routes = routeEdges(rects, [{ id: 'else', from: 'decide', to: 'done' }, { id: 'on', from: 'write', to: 'done' }], 'down');
  const [around, straight] = [routes.get('else')?.points ?? [], routes.get('on')?.points ?? []];
  expect(around.at(-1)?.x).toBeGreaterThan(straight.at(-1)?.x ?? Infinity);
});

test('a long condition keeps its end, which says what is asked, and stands alone until it is chosen', () => {
  const edge = { id: 't', from: 'a', to: 'b', label: 'g', title: '', trigger: '', guard: 'nodes.ask_a_model.chat.text.size() > 500', priority: 0, isDefault: false, validators: 0 };
  const [guard] = pillParts({ ...edge, label: edge.guard }, false).filter(({ kind }) => kind === 'guard');
  expect(guard?.text).toBe('…chat.text.size() > 500');
  const asked = 'nodes.review.card.values.decision == "approved"';
  const answered = { ...edge, label: asked, trigger: 'The card is answered', guard: asked };
  expect([pillParts(answered, false), pillParts(answered, true)].map((parts) => parts.map(({ text }) => text))).toEqual([['…decision == "approved"'], ['The card is answered', '…decision == "approved"']]);
  expect(pillParts({ ...edge, label: 'inputs.a > 1', guard: 'inputs.a > 1' }, false).find(({ kind }) => kind === 'guard')?.text).toBe('inputs.a > 1');
});
