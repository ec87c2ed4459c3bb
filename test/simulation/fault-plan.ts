import type { Chance } from './chance.ts';

/** What goes wrong or is said at a step of the simulation. */
export type StepFault = { readonly at: 'step'; readonly n: number } & (
  | { readonly what: 'crash' | 'restart' | 'second_owner' | 'repeat' }
  | { readonly what: 'pass' | 'jump'; readonly ms: number }
  | { readonly what: 'say'; readonly dice: readonly number[] }
);

/** What goes wrong or is said, and when: at which step of the simulation, at which commit, at which contact. */
export type Fault =
  | StepFault
  | { readonly at: 'commit'; readonly n: number; readonly what: 'refused' | 'kept' }
  | { readonly at: 'contact'; readonly n: number; readonly what: Fate };

/**
 * How a contact with the outside goes: fails before or after it took hold, by an error a retry may or cannot help; its
 * reply is lost, or comes when nobody waits for it any more; it takes long.
 */
export type Fate = 'fails_before' | 'fails_after' | 'refuses' | 'reply_lost' | 'late' | 'slow';

/** What a simulation is about. `crashes`: nothing but crashes happens, and nobody outside may notice. */
export type Profile = 'storm' | 'crashes' | 'owners';

const minute = 60_000;
const fates = ['fails_before', 'fails_before', 'fails_after', 'refuses', 'reply_lost', 'late', 'slow'] as const;

/** The faults of one simulation; later ones may find it over. */
export function planFaults(chance: Chance, profile: Profile): readonly Fault[] {
  const horizon = chance.one([30, 80, 160]);
  if (profile === 'crashes') {
    const what = (): 'crash' | 'restart' => (chance.may(70) ? 'crash' : 'restart');
    return inOrder(Array.from({ length: 1 + chance.below(2) }, () => ({ at: 'step', n: chance.below(horizon), what: what() })));
  }
  const some = (most: number, one: () => Fault): readonly Fault[] => Array.from({ length: chance.below(most + 1) }, one);
  return inOrder([
    ...some(3, () => ({ at: 'step', n: chance.below(horizon), what: 'crash' })),
    ...some(1, () => ({ at: 'step', n: chance.below(horizon), what: 'restart' })),
    ...some(profile === 'owners' ? 3 : 1, () => ({ at: 'step', n: chance.below(horizon), what: 'second_owner' })),
    ...some(8, () => ({ at: 'step', n: chance.below(horizon), what: 'say', dice: chance.numbers(6) })),
    ...some(3, () => ({ at: 'step', n: chance.below(horizon), what: 'repeat' })),
    ...some(2, () => ({ at: 'step', n: chance.below(horizon), what: 'pass', ms: chance.one([500, 5000, minute, 30 * minute]) })),
    ...some(2, () => ({ at: 'step', n: chance.below(horizon), what: 'jump', ms: chance.one([-60 * minute, -5000, 5000, 90 * minute]) })),
    ...some(3, () => ({ at: 'commit', n: chance.below(25), what: chance.may(50) ? 'refused' : 'kept' })),
    ...some(6, () => ({ at: 'contact', n: chance.below(12), what: chance.one(fates) })),
  ]);
}

function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return faults.toSorted((left, right) => left.n - right.n);
}

/** The fault as a person reads it. */
export function faultLine(fault: Fault): string {
  const { at, n, what, ...more } = fault;
  const detail = Object.values(more).map((value) => ` ${JSON.stringify(value)}`).join('');
  return `at ${at} ${n}: ${what}${detail}`;
}
