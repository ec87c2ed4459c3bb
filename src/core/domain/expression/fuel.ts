import { AppError } from '../model/errors.ts';

/**
 * Fuel bounds what expressions cost. One unit pays for one turn of a comprehension's loop, or for 64 units of work
 * inside a function: characters or elements read or built. Nothing measured goes into it, so the same expression on the
 * same scope costs the same on every machine.
 */
const fuelLimits = {
  /** For one evaluation. */
  evaluation: 10_000,
  /** For everything one decision evaluates. */
  decision: 100_000,
} as const;

const workPerFuel = 64;

/** A counter that several evaluations share; it only goes up. */
export interface Fuel {
  readonly limit: number;
  used: number;
}

/** A fresh counter for one decision. */
export function createFuel(limit: number = fuelLimits.decision): Fuel {
  return { limit, used: 0 };
}

/** Thrown inside an evaluation whose fuel is used up; {@link metered} turns it into the caller's error. */
class OutOfFuel extends Error {
  override readonly name = 'OutOfFuel';
}

interface Meter {
  readonly limit: number;
  turns: number;
  work: number;
  isEmpty: boolean;
}

/**
 * The meter of the evaluation under way. Functions are registered with the language once and get no context, and an
 * evaluation is synchronous and never starts another, so one variable is enough.
 */
let current: Meter | undefined;

/** Pays for work inside a function, in characters or elements; throws when the fuel is used up. */
export function spend(work: number): void {
  if (current === undefined) return;
  current.work += work;
  if (usedBy(current) > current.limit) exhaust(current);
}

/** Pays for one turn of a loop; throws when the fuel is used up. */
export function spendTurn(): void {
  if (current === undefined) return;
  current.turns += 1;
  if (usedBy(current) > current.limit) exhaust(current);
}

/**
 * Gives what `work` returns and what it cost, and charges the cost to `fuel`, also when it fails. Running out wins over
 * whatever else happened: `||` may have swallowed the first complaint. `most` is for one piece of work.
 */
export function metered<Result>(fuel: Fuel, work: () => Result, most: number = fuelLimits.evaluation): { readonly result: Result; readonly cost: number } {
  const limit = Math.max(0, Math.min(most, fuel.limit - fuel.used));
  const meter: Meter = { limit, turns: 0, work: 0, isEmpty: false };
  const outer = current;
  current = meter;
  try {
    const result = work();
    if (meter.isEmpty) throw outOfFuel(fuel, limit);
    return { result, cost: usedBy(meter) };
  } catch (error) {
    if (meter.isEmpty) throw outOfFuel(fuel, limit);
    throw error;
  } finally {
    current = outer;
    fuel.used += Math.min(usedBy(meter), limit);
  }
}

function usedBy(meter: Meter): number {
  return meter.turns + Math.floor(meter.work / workPerFuel);
}

function exhaust(meter: Meter): never {
  meter.isEmpty = true;
  throw new OutOfFuel('the fuel is used up');
}

function outOfFuel(fuel: Fuel, limit: number): AppError {
  const isShared = limit < fuelLimits.evaluation;
  const allowed = isShared ? fuel.limit : limit;
  const whose = isShared ? 'The expressions of this step together do' : 'The expression does';
  return new AppError('input_invalid', `${whose} more work than the ${allowed} units of fuel allow.`, {
    next: 'Let it go through fewer elements, or compute tables with a transform step.',
    data: { limit: allowed },
  });
}
