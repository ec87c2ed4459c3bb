import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { askFindings } from '../../../src/renderer/designer/problems/ask-findings.ts';
import type { DesignerState } from '../../../src/renderer/designer/session/designer-session.ts';

const definition: JsonObject = { name: 'one' };

/** A session that stands as it is told to, and a host that answers everything but another revision than its own. */
function scene(state: Partial<DesignerState>, hostRevision = 3) {
  let now = { definition, workflow: { id: 'w', revision: 3 }, saving: { status: 'saved' }, isReadOnly: false, ...state } as DesignerState;
  let tell = (): void => undefined;
  const asked: JsonObject[] = [];
  const session = { get: () => now, subscribe: (listener: () => void) => { tell = listener; return () => { tell = () => undefined; }; } };
  const ask = askFindings(session, {
    verify: async (input: { readonly id: string; readonly definition?: JsonObject; readonly revision?: number }) => {
      asked.push({ ...input });
      if (input.revision !== undefined && input.revision !== hostRevision) throw new AppError('version_conflict', 'Another one.');
      return Promise.resolve({ findings: [], publishable: true, notAnalysed: [] });
    },
  } as unknown as Parameters<typeof askFindings>[1]);
  return { asked, ask: async () => ask(definition, new AbortController().signal), become: (change: Partial<DesignerState>) => { now = { ...now, ...change }; tell(); } };
}

describe('what the host is asked about', () => {
  it('is its own draft where that is what is on the screen', async () => {
    const { ask, asked } = scene({});
    await ask();

    expect(asked).toEqual([{ id: 'w', revision: 3 }]);
  });

  it('is its own draft as soon as what is on the screen is saved', async () => {
    const { ask, asked, become } = scene({ saving: { status: 'saving' } }, 4);
    const answer = ask();
    become({ saving: { status: 'saved' }, workflow: { id: 'w', revision: 4 } as DesignerState['workflow'] });
    await answer;

    expect(asked).toEqual([{ id: 'w', revision: 4 }]);
  });

  it.each<[string, Partial<DesignerState>]>([
    ['an earlier version is shown', { isReadOnly: true }],
    ['saving has failed', { saving: { status: 'failed', error: undefined, isTriedAgain: true } }],
    ['something else is on the screen by now', { definition: { name: 'two' } }],
  ])('is what is on the screen where %s', async (_when, state) => {
    const { ask, asked } = scene(state);
    await ask();

    expect(asked).toEqual([{ id: 'w', definition }]);
  });

  it('is what is on the screen where somebody wrote another draft meanwhile, and where saving takes long', async () => {
    const other = scene({}, 9);
    await other.ask();
    expect(other.asked).toEqual([{ id: 'w', revision: 3 }, { id: 'w', definition }]);

    vi.useFakeTimers();
    const slow = scene({ saving: { status: 'saving' } });
    const answer = slow.ask();
    await vi.runAllTimersAsync();
    await answer;
    vi.useRealTimers();
    expect(slow.asked).toEqual([{ id: 'w', definition }]);
  });
});
