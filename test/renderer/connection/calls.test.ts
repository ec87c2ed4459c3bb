import { ORPCError } from '@orpc/client';
import { describe, expect, test } from 'vitest';
import { loadContract } from '../../../src/core/domain/operations/areas.ts';
import type { OperationMeta } from '../../../src/core/domain/operations/define-operation.ts';
import { answerOnce, takesKey } from '../../../src/renderer/client/answer-once.ts';
import { isFollowed } from '../../../src/renderer/client/followed-streams.ts';

interface Procedure {
  readonly '~orpc': { readonly meta: OperationMeta; readonly inputSchema?: { readonly shape?: { readonly key?: { readonly description?: string } } } };
}

// By hand, because comparing the types of all schemas with this one takes a compiler minutes.
const contract = (await loadContract()) as unknown as { readonly [area: string]: { readonly [verb: string]: Procedure } };
const procedures = Object.values(contract).flatMap((area) => Object.values(area));
const nameOf = ({ '~orpc': { meta } }: Procedure): string => meta.operation?.name ?? '';

/** Streams that pour out one file. */
const downloads = ['artifacts.read', 'artifacts.bundle', 'docs.read', 'docs.export'];

describe('what the window knows of the contract', () => {
  test('every stream is followed through the socket, or is a download', () => {
    const streams = procedures.filter(({ '~orpc': { meta } }) => meta.operation?.kind === 'stream').map(nameOf);

    expect(streams.filter((name) => isFollowed(name.split('.')) === downloads.includes(name))).toEqual([]);
    expect(procedures.map(nameOf).filter((name) => isFollowed(name.split('.')) && !streams.includes(name))).toEqual([]);
  });

  test('every command with an idempotency key is given one', () => {
    const keyed = procedures.filter(({ '~orpc': { inputSchema } }) => inputSchema?.shape?.key?.description?.startsWith('Idempotency key') === true).map(nameOf);

    expect(procedures.map(nameOf).filter(takesKey)).toEqual(keyed);
    expect(keyed).toContain('cards.submit');
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

  test('keeps a key of its own, and has none where none is taken', async () => {
    const { call, keys } = toldLink({}, {});
    await call('runs.start', { workflow: 'approval', key: 'mine' });
    await call('runs.signal', { id: 'r', name: 'paid' });

    expect(keys()).toEqual(['mine', undefined]);
  });
});
