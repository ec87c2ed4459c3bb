import { describe, expect, it } from 'vitest';
import { Sha256 } from '../../../src/core/domain/model/ids.ts';
import type { DraftSave, NewDraftSave } from '../../../src/core/domain/ports/draft-save.ts';
import { planCheckpoint, planSave, type SavePlan } from '../../../src/core/storage/plan-save.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const monday = Date.UTC(2026, 10, 23);
const author = { kind: 'user', id: 'ann' } as const;
const hash = Sha256.parse('a'.repeat(64));
const draft = { definition: {}, hash, attachments: { files: [] }, revision: 1, updatedAt: monday };

/** What is kept of a draft, as an adapter keeps it. */
class Kept {
  saves: DraftSave[] = [];

  save(at: number, kind: NewDraftSave['kind'] = 'autosave'): void {
    this.#keep(planSave({ saves: this.saves, draft: () => draft }, { ...draft, definition: { at }, name: 'n', description: '', expectedRevision: 1, at, save: { kind, author, act: `At ${at}` } }));
  }

  checkpoint(at: number): void {
    this.#keep(planCheckpoint({ saves: this.saves, draft: () => draft }, { note: `At ${at}`, author, at }));
  }

  #keep({ added, replaced, dropped }: SavePlan): void {
    this.saves = [...this.saves.filter(({ number }) => number !== replaced), ...added].filter(({ number }) => !dropped.includes(number));
  }
}

describe('what is kept of the saves of a draft', () => {
  it('an autosave that goes on with another takes its place under a number of its own: what was seen under one never changes', () => {
    const kept = new Kept();
    kept.save(monday);
    const seen = kept.saves.at(-1);
    kept.save(monday + 20_000);

    expect(kept.saves.map(({ number, kind }) => [number, kind])).toEqual([[1, 'start'], [3, 'autosave']]);
    expect(seen).toMatchObject({ number: 2, definition: { at: monday } });
  });

  it('reaches back minute by minute for a while, then by the hour, then by the day, and to how it began', () => {
    const kept = new Kept();
    // Forty days, eight hours a day, a save every two minutes.
    for (let days = 0; days < 40; days += 1) {
      for (let at = 0; at < 8 * hour; at += 2 * minute) kept.save(monday + days * day + 9 * hour + at);
    }
    const now = kept.saves.at(-1)?.at ?? 0;
    const ages = kept.saves.map(({ at }) => now - at);

    expect(kept.saves).toHaveLength(1 + 30 + 24 + 50);
    expect(kept.saves[0]).toMatchObject({ kind: 'start', number: 1 });
    expect(ages.filter((age) => age <= 98 * minute)).toHaveLength(50);
    for (let back = 2; back < 8; back += 1) expect(ages.some((age) => Math.abs(age - back * hour) <= hour)).toBe(true);
    for (let back = 1; back < 30; back += 1) expect(ages.some((age) => Math.abs(age - back * day) <= day)).toBe(true);
  });

  it('is bounded however fast it is saved, and checkpoints are, too, by a number nobody meets', () => {
    const kept = new Kept();
    for (let number = 0; number < 600; number += 1) {
      kept.save(monday + number, 'undo');
      kept.checkpoint(monday + number);
    }

    expect(kept.saves.filter(({ kind }) => kind === 'checkpoint').map(({ note }) => note)).toEqual(Array.from({ length: 500 }, (_, at) => `At ${monday + at + 100}`));
    expect(kept.saves.filter(({ kind }) => kind === 'undo')).toHaveLength(51);
  });
});
