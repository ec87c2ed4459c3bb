import { describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { DesignerState } from '../../../src/renderer/designer/session/designer-session.ts';
import { FindingsStore, type Verdict } from '../../../src/renderer/designer/problems/findings-store.ts';

const verdict = (message: string): Verdict => ({ findings: [{ code: 'no_end', severity: 'error', where: '', message }], publishable: false, notAnalysed: [] });

/** A session that only holds a definition, and a host that answers when it is told to. */
function scene() {
  let definition: JsonObject = { name: 'one' };
  let tell = (): void => undefined;
  const questions: { readonly definition: JsonObject; readonly signal: AbortSignal; readonly answer: (verdict: Verdict) => void }[] = [];
  const session = { get: () => ({ definition }) as DesignerState, subscribe: (listener: () => void) => { tell = listener; return () => { tell = () => undefined; }; } };
  const store = new FindingsStore(session, async (asked, signal) => new Promise((answer) => { questions.push({ definition: asked, signal, answer }); }));
  return { store, questions, become: (name: string) => { definition = { name }; tell(); } };
}

describe('findings of what is on the screen', () => {
  it('are asked for once somebody listens, and stay while the next question is open', async () => {
    const { store, questions, become } = scene();
    const stop = store.subscribe(() => undefined);
    await vi.waitUntil(() => questions.length === 1);
    questions[0]?.answer(verdict('first'));
    await vi.waitUntil(() => store.get().verdict !== undefined);

    become('two');

    expect(store.get()).toMatchObject({ isChecking: true, verdict: verdict('first') });
    await vi.waitUntil(() => questions.length === 2);
    expect(questions[1]?.definition).toEqual({ name: 'two' });
    stop();
  });

  it('an answer to an old question is not taken, and the question is cancelled', async () => {
    const { store, questions, become } = scene();
    const stop = store.subscribe(() => undefined);
    await vi.waitUntil(() => questions.length === 1);

    become('two');
    questions[0]?.answer(verdict('old'));
    await vi.waitUntil(() => questions.length === 2);
    questions[1]?.answer(verdict('new'));
    await vi.waitUntil(() => !store.get().isChecking);

    expect(questions[0]?.signal.aborted).toBe(true);
    expect(store.get().verdict).toEqual(verdict('new'));
    stop();
  });

  it('nothing is asked while nobody listens', async () => {
    const { store, questions, become } = scene();
    store.subscribe(() => undefined)();

    become('two');
    const stop = store.subscribe(() => undefined);
    await vi.waitUntil(() => questions.length === 1);

    expect(questions[0]?.definition).toEqual({ name: 'two' });
    stop();
  });
});
