import type { FieldDiff } from '../../model/field-diff.ts';
import type { JsonObject } from '../../model/json.ts';
import type { RunEvent } from '../../model/run-event.ts';
import { inputOf } from '../../model/run-input.ts';
import type { TestRules } from '../../model/test-matcher.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { decide } from '../decide.ts';
import { compareJournals, type JournalDivergence } from '../journal/compare-journals.ts';
import { type Miss, recordingsOf } from '../journal/recordings.ts';
import { type ChangedReplay, replayChanged } from '../journal/replay-changed.ts';
import { changesAt } from './changes-at.ts';
import { modelTexts } from './model-texts.ts';
import type { TestFailure } from './test-failure.ts';
import { Tolerance } from './tolerance.ts';

export interface RecordedTest {
  /** The journal of the run that is the test, values in their place. */
  readonly rows: readonly RunEvent[];
  /** What that run followed. */
  readonly recorded: JsonObject;
  readonly rules: TestRules;
}

/** What is tested, ready to be run. */
export interface Tested {
  readonly workflow: CompiledDefinition;
  readonly definition: JsonObject;
  readonly hash: string;
}

/**
 * Lets a definition decide a recorded run again: people, clocks and signals say what they said, effects answer what they
 * answered. Nothing is performed. Answers what it did otherwise, or nothing.
 */
export function runRecordedTest(test: RecordedTest, tested: Tested): TestFailure | undefined {
  const tolerance = new Tolerance(test.rules, modelTexts(recordingsOf(test.rows)));
  const played = replayChanged(tested.workflow, test.rows, { definitionHash: tested.hash, isSame: (effect, recorded, now) => tolerance.isSameRequest(effect, recorded, now) });
  if (played === undefined) return refused(test, tested);
  const { first } = compareJournals(withoutPin(test.rows), withoutPin(played.rows), (place, a, b) => tolerance.diff(place, a, b));
  return failureOf({ test, tested, played, first });
}

interface Found {
  readonly test: RecordedTest;
  readonly tested: Tested;
  readonly played: ChangedReplay;
  readonly first: JournalDivergence | undefined;
}

/** What was never recorded is told before what follows from it; a fact that came otherwise before it is told first. */
function failureOf(found: Found): TestFailure | undefined {
  const { played, first } = found;
  if (played.miss !== undefined && !isEarlier(first, played.miss)) return missed(found, played.miss);
  return first === undefined ? undefined : differed(found, first);
}

function isEarlier(first: JournalDivergence | undefined, { effect }: Miss): boolean {
  if (first?.a === undefined || first.b === undefined) return false;
  return !effect.startsWith(`${first.place}/`) || first.b.payload['effect'] === undefined;
}

function differed({ test, tested }: Found, { place, a, b, diff }: JournalDivergence): TestFailure {
  return {
    code: 'fact',
    message: `${place === '' ? 'The run as a whole' : `At ${place}`}: ${difference(a?.type, b?.type)}.`,
    place,
    ...(a === undefined ? {} : { expected: a }),
    ...(b === undefined ? {} : { actual: { type: b.type, payload: b.payload } }),
    diff,
    changes: changesAt(test.recorded, tested.definition, { visit: place, facts: [a?.payload, b?.payload] }),
  };
}

function difference(expected: string | undefined, actual: string | undefined): string {
  if (actual === undefined) return `what was recorded does not happen any more (${String(expected)})`;
  if (expected === undefined) return `something happens that was not recorded (${actual})`;
  return expected === actual ? `${actual} is another one` : `${actual} comes where ${expected} was recorded`;
}

function missed({ test, tested }: Found, { effect, kind, request, nearest }: Miss): TestFailure {
  const visit = effect.slice(0, effect.lastIndexOf('/'));
  const diff: readonly FieldDiff[] = nearest?.diff ?? [];
  return {
    code: 'miss',
    message: `${effect} asks for something that was never recorded${nearest === undefined ? '' : `; the nearest is what ${nearest.effect} asked in row ${nearest.seq}`}.`,
    place: visit,
    ...(nearest === undefined ? {} : { expected: { seq: nearest.seq, type: 'effect_scheduled', payload: { effect: nearest.effect, request: nearest.request } } }),
    actual: { type: 'effect_scheduled', payload: { effect, kind, request } },
    diff,
    changes: changesAt(test.recorded, tested.definition, { visit, facts: [{ effect }] }),
  };
}

function refused(test: RecordedTest, { workflow, definition, hash }: Tested): TestFailure {
  const [row] = test.rows;
  const input = row === undefined ? undefined : inputOf(row);
  const decision = input?.type === 'start' && row !== undefined ? decide(workflow, undefined, { input: { ...input, definitionHash: hash }, at: row.at }) : undefined;
  const reason = decision?.ok === false ? decision.error.message : 'The recording has no start.';
  return { code: 'refused', message: `It does not start with the recorded inputs: ${reason}`, place: '', diff: [], changes: changesAt(test.recorded, definition, { visit: '', facts: [] }) };
}

const pinned: ReadonlySet<string> = new Set(['definition', 'definitionHash', 'pins', 'actions', 'expression', 'semantics']);

/** What a run is pinned to is why definitions are compared, and no difference in what they do. */
function withoutPin(rows: readonly RunEvent[]): readonly RunEvent[] {
  return rows.map((row) => {
    if (row.type !== 'run_started' && row.type !== 'start') return row;
    return { ...row, payload: Object.fromEntries(Object.entries(row.payload).filter(([field]) => !pinned.has(field))) };
  });
}

