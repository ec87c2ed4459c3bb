import { ORPCError } from '@orpc/client';
import { describe, expect, test } from 'vitest';
import { answerOnce } from '../../../src/renderer/client/answer-once.ts';
import { endAttempt } from '../../../src/renderer/state/attempts.ts';
import { followed, keyed } from '../../../src/renderer/client/call-facts.ts';

describe('what the window knows of the contract', () => {
  test('streams are followed, downloads are not, and commands that act have a key', () => {
    expect([...followed]).toEqual(expect.arrayContaining(['runs.watch', 'cards.watch', 'audit.tail']));
    expect([...followed].filter((name) => ['artifacts.bundle', 'docs.read', 'runs.get'].includes(name))).toEqual([]);
    expect([...keyed]).toEqual(expect.arrayContaining(['runs.start', 'cards.submit', 'approvals.decide', 'actions.invoke']));
    expect([...keyed].filter((name) => ['vault.unlock', 'settings.get', 'runs.signal'].includes(name))).toEqual([]);
  });
});

/** A link whose calls end as told, and what was sent through it. */
function toldLink(...ends: (Error | object)[]) {
  const sent: unknown[] = [];
  const link = answerOnce({
    async call(_path, input) {
      sent.push(input);
      const end = ends.shift();
      if (end instanceof Error) throw end;
      return end;
    },
  });
  const call = (path: string, input: object): Promise<unknown> => link.call(path.split('.'), input, { context: {} }).catch((error: unknown) => error);
  return { call, keys: () => sent.map((input) => (input as { key?: string }).key) };
}

describe('a command that is sent again', () => {
  const lost = new TypeError('Failed to fetch');

  test('goes with the same key until it is answered, and with a new one after that', async () => {
    const { call, keys } = toldLink(lost, lost, { id: 'r' }, { id: 's' });
    for (let times = 0; times < 4; times += 1) await call('runs.start', { workflow: 'approval' });

    const [first, second, third, fourth] = keys();
    expect([second, third]).toEqual([first, first]);
    expect(first).toMatch(/^[\w-]{36}$/u);
    expect(fourth).not.toBe(first);
  });

  test('goes with a new key where it says something else, or where the host refused it', async () => {
    const { call, keys } = toldLink(lost, lost, new ORPCError('conflict'), {});
    await call('cards.submit', { id: 'c', values: { a: 1 } });
    await call('cards.submit', { id: 'c', values: { a: 2 } });
    await call('cards.submit', { id: 'c', values: { a: 2 } });
    await call('cards.submit', { id: 'c', values: { a: 2 } });

    const [first, second, third, fourth] = keys();
    expect(new Set([first, second, fourth]).size).toBe(3);
    expect(third).toBe(second);
  });

  test('goes with a new key once the dialog it was sent from is closed', async () => {
    const { call, keys } = toldLink(lost, lost, {});
    await call('runs.pause', { id: 'r' });
    await call('runs.pause', { id: 'r' });
    endAttempt();
    await call('runs.pause', { id: 'r' });

    const [first, second, third] = keys();
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  test('keeps a key of its own, and has none where none is taken', async () => {
    const { call, keys } = toldLink({}, {});
    await call('runs.start', { workflow: 'approval', key: 'mine' });
    await call('runs.signal', { id: 'r', name: 'paid' });

    expect(keys()).toEqual(['mine', undefined]);
  });
});
