import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EditHistory, mostActs, record, redo, startHistory, undo } from '../../../../src/core/domain/model/edit/edit-history.ts';
import { AppError } from '../../../../src/core/domain/model/errors.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { WorkflowDefinition } from '../../../../src/core/domain/model/workflow.ts';
import { isLong } from '../../../long.ts';
import { sample } from '../definition/definition-edits.ts';
import { editOf, type Step, step, strays } from './random-edits.ts';

const walks = isLong ? 200 : 12;
const steps = isLong ? 1000 : 150;
const atMost = isLong ? 900_000 : 60_000;

/** What one walk leads through: after every step, the text of the document and how far it can be gone back. */
function walk(base: JsonObject, all: readonly Step[]): { readonly history: EditHistory; readonly texts: readonly string[]; readonly refused: number } {
  let history = startHistory(base);
  const texts = [JSON.stringify(base)];
  let refused = 0;
  for (const one of all) {
    const next = taken(history, one);
    if (next === undefined) refused += 1;
    history = next ?? history;
    texts.push(JSON.stringify(history.present));
  }
  return { history, texts, refused };
}

/** Undefined where the edit is refused with words, which is fine; anything else it throws is a fault. */
function taken(history: EditHistory, one: Step): EditHistory | undefined {
  if (one.act !== 'edit') return one.act === 'undo' ? undo(history) : redo(history);
  const edit = editOf(history.present, one);
  try {
    return record(history, edit, one);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.message).toMatch(/^[A-Z"“].*[.]$/u);
    expect(error.next).toBeDefined();
    return undefined;
  }
}

describe('a walk of edits, undos and redos', { timeout: atMost }, () => {
  it('goes back to the bytes it began with and forward to those it ended with', () => {
    let edits = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: steps, maxLength: steps }), (all) => {
        const { history } = walk(sample, all);
        const end = JSON.stringify(history.present);
        edits += history.past.length;

        let back = history;
        for (const act of history.past.toReversed()) {
          expect(back.present).toBe(act.after);
          back = undo(back);
          expect(back.present).toBe(act.before);
        }
        if (history.past.length < mostActs) expect(JSON.stringify(back.present)).toBe(JSON.stringify(sample));
        let forward = back;
        for (let at = 0; at < history.past.length; at += 1) forward = redo(forward);
        expect(JSON.stringify(forward.present)).toBe(end);
      }),
      { numRuns: walks },
    );
    expect(edits).toBeGreaterThan(walks * 10);
  });

  it('never leaves a definition no draft may hold, nor a name of what is not there', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 60, maxLength: 60 }), (all) => {
        const { history, refused } = walk(sample, all);

        expect(WorkflowDefinition.safeParse(history.present).error?.issues).toBeUndefined();
        expect(strays(history.present)).toEqual([]);
        expect(refused).toBeLessThan(60);
      }),
      { numRuns: isLong ? 500 : 40 },
    );
  });

  it('is undone act by act: every undo gives a text the document had before', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 80, maxLength: 80 }), (all) => {
        const { history, texts } = walk(sample, all);
        let back = history;
        while (back.past.length > 0) {
          back = undo(back);
          expect(texts).toContain(JSON.stringify(back.present));
        }
      }),
      { numRuns: isLong ? 100 : 10 },
    );
  });
});
