import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostActs } from '../../../../src/core/domain/model/edit/edit-history.ts';
import { findNode, findTransition } from '../../../../src/core/domain/model/edit/definition-reading.ts';
import { AppError } from '../../../../src/core/domain/model/errors.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { WorkflowDefinition } from '../../../../src/core/domain/model/workflow.ts';
import type { WorkflowView } from '../../../../src/core/domain/operations/workflows.ts';
import { type JournalEntry, replayed } from '../../../../src/renderer/designer/session/journal-entry.ts';
import { SessionStore } from '../../../../src/renderer/designer/session/session-store.ts';
import { sample } from '../../../domain/model/definition/definition-edits.ts';
import { editOf, type Step, step, strays } from '../../../domain/model/edit/random-edits.ts';
import { isLong } from '../../../long.ts';

const walks = isLong ? 200 : 8;
const steps = isLong ? 1000 : 80;
const atMost = isLong ? 900_000 : 60_000;

const storeOf = (definition: JsonObject): SessionStore => new SessionStore({ workflow: { id: 'w', revision: 1, definition } as unknown as WorkflowView, isReadOnly: false });

/** What is refused with words changes nothing; anything else that is thrown is a fault. */
function take(store: SessionStore, one: Step): void {
  const before = store.get();
  try {
    if (one.act === 'edit') store.edit(editOf(before.definition, one), one.isContinued);
    else store[one.act]();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(store.get()).toBe(before);
  }
}

function undoAll(store: SessionStore): void {
  for (let left = mostActs + 1; left > 0 && store.get().undo !== undefined; left -= 1) store.undo();
}

describe('a walk through a session', { timeout: atMost }, () => {
  it('shows only what is there, keeps a journal that gives it again, and goes back to where it began', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: steps, maxLength: steps }), (all) => {
        const store = storeOf(sample);
        const entries: JournalEntry[] = [];
        store.onStep(({ entry }) => { entries.push(structuredClone(entry)); });
        let acts = 0;
        for (const one of all) {
          take(store, one);
          acts += one.act === 'edit' ? 1 : 0;
          const { definition, selection } = store.get();
          expect(selection.nodes.filter((id) => findNode(definition, id) === undefined)).toEqual([]);
          expect(selection.transitions.filter((id) => findTransition(definition, id) === undefined)).toEqual([]);
        }

        const { definition } = store.get();
        expect(WorkflowDefinition.safeParse(definition).error?.issues).toBeUndefined();
        expect(strays(definition)).toEqual([]);
        expect(replayed({ base: sample, entries })).toEqual(definition);
        undoAll(store);
        if (acts < mostActs) expect(store.get().definition).toBe(sample);
      }),
      { numRuns: walks },
    );
  });

  it('leaves what was done elsewhere meanwhile where all that was done here is taken back', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 20 }), fc.nat(19), (all, at) => {
        const store = storeOf(sample);
        for (const [number, one] of all.entries()) {
          if (number === at) store.adopt({ ...store.get().definition, notes: 'Written elsewhere' });
          take(store, one);
        }
        undoAll(store);

        const { notes, ...rest } = store.get().definition;
        const { notes: _notes, ...begun } = sample;
        expect(notes).toBe('Written elsewhere');
        expect(rest).toEqual(begun);
      }),
      { numRuns: isLong ? 500 : 30 },
    );
  });
});
