import type { ModelConnectorSettings } from '../domain/model/model-connector.ts';
import type { Clock } from '../domain/ports/clock.ts';

/** Lends the key for one piece of work, and only for it; undefined where the connector asks without one. */
export type LendSecret = <Answer>(work: (key: string | undefined) => Promise<Answer>) => Promise<Answer>;

/** What a connector to a vendor is made from. */
export interface VendorParts {
  readonly id: string;
  readonly settings: Partial<Omit<ModelConnectorSettings, 'kind'>>;
  readonly secret: LendSecret;
  /** Label of the key that is lent. */
  readonly credential?: string | undefined;
  /** The one way out by HTTP. */
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Pick<Clock, 'monotonic'>;
}

/** Longest silence of a vendor; thinking models take their time before the first word. */
export const usualTimeoutMs = 120_000;
