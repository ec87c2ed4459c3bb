import type { ZonedMoment } from '../model/zoned-moment.ts';

/**
 * The rules of the world's clocks. Where clocks jump forward over a moment, it is as much later as they jump; where they
 * show it twice, it is the first of the two.
 */
export interface TimeZones {
  /** Version of the rules, such as `2026a`. */
  readonly tzdata: string;
  /** Epoch milliseconds of the moment; `input_invalid` for a zone the rules do not know. */
  instantOf(moment: ZonedMoment): number;
}
