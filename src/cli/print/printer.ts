import type { InferContractRouterOutputs } from '@orpc/contract';
import type { AreaName, Contract } from '../../core/domain/operations/areas.ts';
import type { JsonObject } from '../../core/domain/model/json.ts';
import type { Paint } from './paint.ts';

/** An answer for a person. */
export interface Printed {
  /** The result, for standard output. */
  readonly text: string;
  /** What to do next, for standard error. */
  readonly next?: string;
}

export interface Look {
  readonly paint: Paint;
  /** Columns of the terminal a person looks at; absent for a pipe. */
  readonly width?: number | undefined;
  /** What the operation was asked with, for a command that is to be given again. */
  readonly input?: JsonObject;
}

type Outputs = InferContractRouterOutputs<Contract>;

/** How an area's answers read. An operation without an entry is shown by its shape alone; streams print line by line. */
export type AreaPrinters<A extends AreaName> = { readonly [V in keyof Outputs[A]]?: (answer: Outputs[A][V], look: Look) => Printed | Promise<Printed> };
