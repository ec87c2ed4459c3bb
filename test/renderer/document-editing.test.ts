import { describe, expect, test } from 'vitest';
import { type Draft, draftToTake } from '../../src/renderer/screens/documents/workspace/draft-shelf.ts';
import { edited, type Editing, isModified, standing } from '../../src/renderer/screens/documents/workspace/editing.ts';
import { apart, neighbour, readTabs, tabAfter, withoutTab, withTab } from '../../src/renderer/screens/documents/workspace/open-tabs.ts';

const tabs = [{ id: 'a', title: 'A' }, { id: 'b', title: 'B' }, { id: 'c', title: 'C' }];

describe('documents that stand open', () => {
  test('documents of one title are told apart where there is something to tell', () => {
    const twins = [{ id: '1', title: 'big', format: 'md' }, { id: '2', title: 'big', format: 'pdf' }];
    const third = { id: 'x-0003', title: 'big', format: 'md' };

    expect(twins.map((tab) => apart(twins, tab))).toEqual(['md', 'pdf']);
    expect(apart([...twins, third], third)).toBe('0003');
    expect(tabs.map((tab) => apart(tabs, tab))).toEqual([undefined, undefined, undefined]);
  });

  test('one that is opened again keeps its place and takes its new title', () => {
    expect(withTab(tabs, { id: 'b', title: 'New' })).toEqual([tabs[0], { id: 'b', title: 'New' }, tabs[2]]);
    expect(withTab(tabs, { id: 'b', title: 'B' })).toBe(tabs);
  });

  test('beyond the most that may stand open, the longest open one goes', () => {
    let open = withTab([], { id: '0', title: '0' });
    for (let count = 1; count <= 24; count += 1) open = withTab(open, { id: String(count), title: String(count) });
    expect(open).toHaveLength(24);
    expect(open[0]?.id).toBe('1');
    expect(open.at(-1)?.id).toBe('24');
  });

  test('closing one leads to its right neighbour, closing the last one to its left', () => {
    expect(neighbour(tabs, 'b')).toBe('c');
    expect(neighbour(tabs, 'c')).toBe('b');
    expect(neighbour(withoutTab(withoutTab(tabs, 'a'), 'b'), 'c')).toBeUndefined();
  });

  test('walking goes around the ends', () => {
    expect(tabAfter(tabs, 'c', 1)).toBe('a');
    expect(tabAfter(tabs, 'a', -1)).toBe('c');
    expect(tabAfter([], 'a', 1)).toBeUndefined();
  });

  test('what was kept is read back; what is no list of documents opens nothing', () => {
    expect(readTabs(JSON.stringify(tabs))).toEqual(tabs);
    for (const kept of [null, '', '{', '{"id":"a"}', '[1, {"id": 2}]']) expect(readTabs(kept)).toEqual([]);
  });
});

describe('a text under somebody’s hands', () => {
  const begun: Editing = { base: 3, baseText: 'one', text: 'one' };
  const typed = edited(begun, { kind: 'typed', text: 'one two' });

  test('is modified as soon as it differs, and no longer when it is typed back', () => {
    expect(isModified(typed)).toBe(true);
    expect(isModified(edited(typed, { kind: 'typed', text: 'one' }))).toBe(false);
  });

  test('what was typed while it was being saved stays unsaved', () => {
    const after = edited(edited(typed, { kind: 'typed', text: 'one two three' }), { kind: 'saved', revision: 4, text: 'one two' });
    expect(after).toEqual({ base: 4, baseText: 'one two', text: 'one two three' });
    expect(standing(after, 4)).toBe('modified');
  });

  test('is kept only as far as it stands in the browser', () => {
    const kept = edited(typed, { kind: 'kept', at: '2026-01-01T00:00:00.000Z', text: 'one two' });
    expect(kept.keptAt).toBe('2026-01-01T00:00:00.000Z');
    const further = edited(kept, { kind: 'typed', text: 'one two three' });
    expect(further.keptAt).toBeUndefined();
    expect(edited(further, { kind: 'kept', at: '2026-01-01T00:00:01.000Z', text: 'one two' }).keptAt).toBeUndefined();
  });

  test('a newer revision may be shown at once only where nothing was typed', () => {
    expect(standing(begun, 3)).toBe('fresh');
    expect(standing(begun, 5)).toBe('behind');
    expect(standing(typed, 5)).toBe('diverged');
  });

  test('after a merge the newest is the base and the joined text is unsaved', () => {
    const merged = edited(typed, { kind: 'merged', revision: 5, theirs: 'zero one', text: 'zero one two' });
    expect(standing(merged, 5)).toBe('modified');
    expect(standing(edited(merged, { kind: 'taken', revision: 5, text: 'zero one' }), 5)).toBe('fresh');
  });
});

describe('drafts of several windows', () => {
  const draft = (windowId: string, keptAt: string): Draft => ({ documentId: 'd', windowId, base: 1, text: windowId, keptAt });
  const living = (...ids: readonly string[]) => (windowId: string) => ids.includes(windowId);

  test('a window goes on with its own', () => {
    expect(draftToTake([draft('gone', '2026-01-02'), draft('me', '2026-01-01')], 'me', living('me'))?.windowId).toBe('me');
  });

  test('the draft of a window that lives is never taken', () => {
    expect(draftToTake([draft('other', '2026-01-02')], 'me', living('me', 'other'))).toBeUndefined();
  });

  test('of windows that are gone the last kept draft is taken', () => {
    expect(draftToTake([draft('x', '2026-01-01'), draft('y', '2026-01-03'), draft('z', '2026-01-02')], 'me', living('me'))?.windowId).toBe('y');
  });
});
