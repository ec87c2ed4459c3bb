import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { normalDefinition } from '../../../../src/core/domain/model/definition/normal-definition.ts';
import { AppError } from '../../../../src/core/domain/model/errors.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import type { WorkflowView } from '../../../../src/core/domain/operations/workflows.ts';
import { createDesignerSession, type SessionParts } from '../../../../src/renderer/designer/session/create-designer-session.ts';
import { sample } from '../../../domain/model/definition/definition-edits.ts';
import { isLong } from '../../../long.ts';
import { MemoryShelves } from './memory-shelf.ts';

beforeEach(() => { vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }); });
afterEach(() => { vi.useRealTimers(); });

const silent = new Proxy({}, { get: () => () => undefined }) as SessionParts['notices'];
const acts = ['edit', 'edit', 'undo', 'redo', 'pass', 'pass', 'pass', 'lose', 'rest', 'save'] as const;
const steps = fc.array(fc.record({ act: fc.constantFrom(...acts), which: fc.nat(9) }), { minLength: 10, maxLength: 40 });

/** A window on a draft, and the calls on their way, each of which can get lost there and back. */
function open() {
  const host = { draft: { id: 'w', revision: 5, definition: normalDefinition(sample) } as unknown as WorkflowView, writes: new Map<string, WorkflowView>() };
  const waiting: { readonly go: () => void; readonly lose: () => void }[] = [];
  const pass = async (): Promise<void> => new Promise((resolve, reject) => { waiting.push({ go: resolve, lose: () => { reject(new TypeError('Failed to fetch')); } }); });
  const call = async <Value>(act: () => Value): Promise<Value> => {
    await pass();
    const answer = act();
    await pass();
    return answer;
  };
  const workflows = {
    update: async ({ definition, revision, write }: { readonly definition: JsonObject; readonly revision: number; readonly write: string }) => call(() => {
      const before = host.writes.get(write);
      if (before !== undefined) return before;
      if (revision !== host.draft.revision) throw new AppError('version_conflict', 'The draft has changed.');
      host.draft = { ...host.draft, definition: normalDefinition(definition), revision: revision + 1 };
      host.writes.set(write, host.draft);
      return host.draft;
    }),
    get: async ({ wrote = [] }: { readonly wrote?: readonly string[] }) => call(() => ({ ...host.draft, wrote: wrote.filter((name) => host.writes.has(name)) })),
  } as unknown as SessionParts['workflows'];
  return { host, waiting, session: createDesignerSession({ workflow: host.draft, isReadOnly: false, workflows, notices: silent, shelf: new MemoryShelves().open('one') }) };
}

it('whatever is undone and whatever gets lost: at rest the host has what is on the screen', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const { host, waiting, session } = open();
      for (const [at, { act, which }] of all.entries()) {
        const next = act === 'pass' || act === 'lose' ? waiting.splice(which % Math.max(1, waiting.length), 1)[0] : undefined;
        if (act === 'edit') session.edit({ kind: 'set', at: 'workflow', path: ['description'], value: `said ${at}` });
        else if (act === 'undo' || act === 'redo') session[act]();
        else if (act === 'pass') next?.go();
        else if (act === 'lose') next?.lose();
        else if (act === 'save') void session.save();
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        await vi.advanceTimersByTimeAsync(act === 'rest' ? 500 : 0);
      }
      for (let rounds = 30; rounds > 0; rounds -= 1) {
        for (const { go } of waiting.splice(0)) go();
        // oxlint-disable-next-line no-await-in-loop -- as above
        await vi.advanceTimersByTimeAsync(rounds % 5 === 0 ? 20_000 : 0);
      }
      expect(session.get().saving.status).toBe('saved');
      expect(host.draft.definition).toEqual(normalDefinition(session.get().definition));
      session.close();
    }),
    { numRuns: isLong ? 5000 : 200 },
  );
});
