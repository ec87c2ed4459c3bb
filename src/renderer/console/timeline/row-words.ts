import { effectParts } from '../../../core/domain/model/effect-id.ts';
import { bodyKey, nodeOf } from '../../../core/domain/model/region-path.ts';
import { describeEvent, type RunStory } from '../../../core/domain/model/run-story.ts';
import { knownPayload } from '../../../core/domain/model/timeline-fact.ts';
import type { RunLine } from '../../../core/domain/operations/runs.ts';
import { moneyText } from '../../../core/domain/model/budget.ts';
import { countWords } from '../../components/money-words.ts';
import { durationWords } from '../../components/time-words.ts';
import { timelineWords } from '../../strings/console-timeline.ts';
import { laneNames, isOnLane } from './lanes.ts';
import type { TimelineGroup, TimelineGroups } from './timeline-groups.ts';
import type { TimelineRows } from './timeline-rows.ts';

type NameOf = (nodeId: string) => string;

/** The sentence of a row: whole once its payload is there, its beginning before that. */
export function rowStory(rows: TimelineRows, seq: number, { line, nameOf }: { readonly line?: RunLine | undefined; readonly nameOf: NameOf }): RunStory {
  if (line !== undefined) return describeEvent(line, nameOf);
  const fact = rows.fact(seq);
  const story = describeEvent({ type: fact.type, payload: knownPayload(fact) }, nameOf);
  const level = rows.level[seq - 1] ?? 'info';
  return { title: story.title, severity: level === 'info' ? story.severity : level };
}

/** The lanes a row is on, as words. */
export function laneWords(lanes: number): string {
  return laneNames.filter((lane) => isOnLane(lanes, lane)).map((lane) => timelineWords.lanes[lane]).join(', ');
}

export interface HeadWords {
  readonly title: string;
  readonly facts: readonly string[];
  /** How an effect stands. */
  readonly state?: 'open' | 'failed' | 'done' | 'asked';
}

interface HeadOf {
  readonly rows: TimelineRows;
  readonly groups: TimelineGroups;
  readonly nameOf: NameOf;
}

/** What the head of a group says: who it is and, of an effect, how it went. */
export function headWords({ rows, groups, nameOf }: HeadOf, group: TimelineGroup): HeadWords {
  const took = (rows.at[group.last - 1] ?? 0) - (rows.at[group.first - 1] ?? 0);
  const time = took > 0 ? [durationWords(took)] : [];
  const key = groups.keyOf(group);
  if (group.kind === 'effect') return { title: effectParts(key)?.action ?? key, ...effectHead(rows, group, time) };
  if (group.kind === 'body') return { title: bodyTitle(key), facts: time };
  const [, visit = '1'] = /#(\d+)$/u.exec(key) ?? [];
  const inner = groups.group(group.parent).kind === 'run' && Number(visit) > 1 ? [timelineWords.visit(Number(visit))] : [];
  return { title: nameOf(nodeOf(key)), facts: [...inner, ...time] };
}

function bodyTitle(region: string): string {
  const key = bodyKey(region);
  if (region.endsWith(']')) return timelineWords.pass(Number(key) + 1);
  return key.startsWith('@') ? timelineWords.called(key.slice(1)) : timelineWords.body(key);
}

const ends: { readonly [type: string]: HeadWords['state'] } = { effect_completed: 'done', effect_failed: 'failed', approval_requested: 'asked' };

function effectHead(rows: TimelineRows, group: TimelineGroup, time: readonly string[]): Omit<HeadWords, 'title'> {
  const own = group.items.filter((item) => item > 0);
  const last = own.findLast((seq) => rows.typeOf(seq) in ends || rows.typeOf(seq) === 'effect_scheduled') ?? group.last;
  const attempts = Math.max(...own.map((seq) => rows.attempt[seq - 1] ?? 1));
  const spent = own.flatMap((seq) => rows.spent.get(seq) ?? []);
  const tokens = spent.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0);
  const micros = spent.reduce((sum, each) => sum + each.micros, 0);
  const kind = rows.kinds[rows.effect[group.first - 1] ?? 0];
  const facts = [
    ...(kind === undefined ? [] : [kind]),
    ...(attempts > 1 ? [timelineWords.attempts(attempts)] : []),
    ...(tokens > 0 ? [timelineWords.tokens(countWords(tokens))] : []),
    ...(micros > 0 ? [moneyText(micros)] : []),
    ...time,
  ];
  return { facts, state: ends[rows.typeOf(last)] ?? 'open' };
}
