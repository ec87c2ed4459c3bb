import type { Keep } from './folding.ts';
import { bitOf, type LaneName, laneNames } from './lanes.ts';
import type { Severity, TimelineRows } from './timeline-rows.ts';

/** What of a timeline is to be seen. */
export interface TimelineFilter {
  readonly lanes: ReadonlySet<LaneName>;
  readonly type: string | undefined;
  /** This much or more. */
  readonly severity: Severity;
  /** The place on the map. */
  readonly node: string | undefined;
  /** Rows in which a text was found. */
  readonly found: ReadonlySet<number> | undefined;
}

export const noFilter: TimelineFilter = { lanes: new Set(laneNames), type: undefined, severity: 'info', node: undefined, found: undefined };

const weights: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** Whether a row is to be seen; undefined where every row is. */
export function keepFor(rows: TimelineRows, filter: TimelineFilter): Keep | undefined {
  const { type, severity, node, found } = filter;
  const isWhole = filter.lanes.size === laneNames.length && type === undefined && severity === 'info' && node === undefined && found === undefined;
  if (isWhole) return undefined;
  const lanes = [...filter.lanes].reduce((bits, lane) => bits | bitOf(lane), 0);
  const [wantedType, weight] = [type === undefined ? undefined : rows.numberOfType(type), weights[severity]];
  return (seq) => {
    const index = seq - 1;
    if (((rows.lanes[index] ?? 0) & lanes) === 0) return false;
    if (wantedType !== undefined && rows.type[index] !== wantedType) return false;
    if (weights[rows.level[index] ?? 'info'] < weight) return false;
    if (node !== undefined && rows.placeAt(seq) !== node) return false;
    return found === undefined || found.has(seq);
  };
}
