import { added, measureBeyond, nothing, type Total } from '../../domain/model/budget.ts';
import type { UsageRow } from '../../domain/ports/run-commit.ts';
import type { UsageFilter, UsageGroup, UsageLedger, UsageSum } from '../../domain/ports/usage-ledger.ts';
import type { MemoryState } from './memory-state.ts';

type Worst = Omit<UsageRow, 'how' | 'claim'>;

/** Writes what an attempt used; a row of the same claim takes the place of what was assumed. */
export function keepUsage({ usage }: MemoryState, row: UsageRow): void {
  const earlier = row.claim === undefined ? -1 : usage.findIndex(({ claim }) => claim === row.claim);
  if (earlier === -1) usage.push(structuredClone(row));
  else if (usage[earlier]?.how !== 'measured') usage[earlier] = structuredClone(row);
}

export function createMemoryUsage(state: MemoryState): UsageLedger {
  const standing = ({ from, to, ...whose }: UsageFilter): { readonly used: Total; readonly reserved: Total } => {
    const isMeant = (row: Worst): boolean => (from === undefined || row.at >= from) && (to === undefined || row.at < to);
    return {
      used: totalOf(state.usage.filter((row) => row.how !== 'inherited' && fits(row, whose) && isMeant(row))),
      // What is under way may end at any time: it counts in every span.
      reserved: totalOf([...state.reservations.values()].map(({ worst }) => worst).filter((row) => fits(row, whose))),
    };
  };
  return {
    sums: async (group, filter) => sums(state.usage.filter((row) => fits(row, filter) && row.at >= (filter.from ?? 0) && row.at < (filter.to ?? Infinity)), group),
    standing: async (filter) => standing(filter),
    async reserve(reservation, caps) {
      if (reservation.epoch !== state.epoch) return { kind: 'fenced', epoch: state.epoch };
      const asked = totalOf([reservation.worst]);
      for (const { id, most, counts } of state.reservations.has(reservation.id) ? [] : caps) {
        const { used, reserved } = standing(counts);
        const measure = measureBeyond(most, added(used, reserved), asked);
        if (measure !== undefined) return { kind: 'refused', cap: id, measure, most: most[measure] ?? 0, used: used[measure], reserved: reserved[measure], asked: asked[measure] };
      }
      state.reservations.set(reservation.id, structuredClone(reservation));
      return { kind: 'reserved' };
    },
    async settle(id, usage) {
      state.reservations.delete(id);
      if (usage !== undefined) keepUsage(state, usage);
    },
    async settleBefore(epoch, at) {
      const left = [...state.reservations.values()].filter((reservation) => reservation.epoch < epoch);
      for (const { id, worst } of left) {
        if (!state.usage.some(({ claim }) => claim === id)) state.usage.push({ ...worst, at, how: 'assumed', claim: id });
        state.reservations.delete(id);
      }
      return left.length;
    },
  };
}

function fits(row: Worst, { runId, step, workflowId, node, connector, model, credential }: UsageFilter): boolean {
  const wanted: readonly (readonly [unknown, unknown])[] = [[runId, row.runId], [workflowId, row.workflowId], [node, row.node], [connector, row.connector], [model, row.model], [credential, row.credential ?? '']];
  if (wanted.some(([asked, found]) => asked !== undefined && asked !== found)) return false;
  return step === undefined || row.effect.startsWith(`${step}.`);
}

function totalOf(rows: readonly Worst[]): Total {
  return rows.reduce<Total>((sum, { micros = 0, inputTokens, outputTokens, calls }) => added(sum, { micros, tokens: inputTokens + outputTokens, calls }), nothing);
}

const groups: { readonly [Group in UsageGroup]: (row: UsageRow) => string } = {
  model: ({ model }) => model,
  connector: ({ connector }) => connector,
  node: ({ node }) => node,
  workflow: ({ workflowId }) => workflowId,
  run: ({ runId }) => runId,
  day: ({ at }) => new Date(at).toISOString().slice(0, 10),
  key: ({ connector, credential }) => (credential === undefined ? connector : `${connector}/${credential}`),
};

function sums(rows: readonly UsageRow[], group: UsageGroup): readonly UsageSum[] {
  const found = [...Map.groupBy(rows, groups[group])].map(([name, members]) => sumOf(name, members));
  const byName = (one: UsageSum, other: UsageSum): number => (one.group < other.group ? -1 : 1);
  if (group === 'day') return found.toSorted(byName);
  return found.toSorted((one, other) => other.micros - one.micros || other.inputTokens + other.outputTokens - one.inputTokens - one.outputTokens || byName(one, other));
}

function sumOf(group: string, rows: readonly UsageRow[]): UsageSum {
  const counted = rows.filter(({ how }) => how !== 'inherited');
  const sum = (of: readonly UsageRow[], value: (row: UsageRow) => number): number => of.reduce((total, row) => total + value(row), 0);
  return {
    group,
    calls: sum(counted, ({ calls }) => calls),
    inputTokens: sum(counted, ({ inputTokens }) => inputTokens),
    cachedInputTokens: sum(counted, ({ cachedInputTokens }) => cachedInputTokens),
    outputTokens: sum(counted, ({ outputTokens }) => outputTokens),
    micros: sum(counted, ({ micros = 0 }) => micros),
    unpricedCalls: sum(counted, ({ micros, calls }) => (micros === undefined ? calls : 0)),
    assumedCalls: sum(counted, ({ how, calls }) => (how === 'assumed' ? calls : 0)),
    inheritedCalls: sum(rows, ({ how, calls }) => (how === 'inherited' ? calls : 0)),
  };
}
