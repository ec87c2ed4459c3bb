import { expect, it } from 'vitest';
import { tellAll } from '../../../src/core/domain/model/tell-all.ts';
import { createStore } from '../../../src/renderer/state/create-store.ts';

it('a listener that throws stops none after it, and what it threw goes up once all have heard', () => {
  const heard: string[] = [];
  const listeners = [(word: string) => { heard.push(`first ${word}`); }, () => { throw new Error('broken'); }, (word: string) => { heard.push(`last ${word}`); }];

  expect(() => { tellAll(listeners, 'news'); }).toThrow('broken');
  expect(heard).toEqual(['first news', 'last news']);
});

it('a store has changed for everybody, whoever of them throws', () => {
  const store = createStore({ state: 'live' });
  const heard: string[] = [];
  store.subscribe(() => { throw new Error('broken'); });
  store.subscribe(() => { heard.push(store.get().state); });

  expect(() => { store.set({ state: 'lost' }); }).toThrow('broken');
  expect(heard).toEqual(['lost']);
});
