import { AppError } from '../domain/model/errors.ts';
import { damaged, type PasswordParameters } from './vault-document.ts';

/** Makes keys from passwords. There is one of them; tests put a quick one in its place, files cannot. */
export interface PasswordKdf {
  derive(password: Uint8Array, parameters: PasswordParameters): Promise<Uint8Array>;
}

/** What new passwords are kept with. */
export const newParameters = { algorithm: 'argon2id', memoryKib: 65_536, passes: 3, lanes: 1 } as const;

const floor = { memoryKib: 19_456, passes: 2, lanes: 1 };
const ceiling = { memoryKib: 1_048_576, passes: 10, lanes: 8 };
const shortestPassword = 8;

/** Argon2id: 64 MiB and three passes cost whoever guesses as much as they cost us. */
export const argon2Kdf: PasswordKdf = {
  async derive(password, { memoryKib, passes, lanes, salt }) {
    // Loaded here because only a vault with a password needs it. Argon2id of version 1.3 is what it does unless told otherwise.
    const { hashRaw } = await import('@node-rs/argon2');
    return await hashRaw(password, { memoryCost: memoryKib, timeCost: passes, parallelism: lanes, outputLen: 32, salt: Buffer.from(salt, 'hex') });
  },
};

/**
 * Refuses parameters before anything is computed with them: below the floor somebody made guessing cheap, above the ceiling
 * somebody wants this machine to stand still.
 */
export function demandBounds(parameters: PasswordParameters, place: string): void {
  for (const name of ['memoryKib', 'passes', 'lanes'] as const) {
    const value = parameters[name];
    if (value < floor[name]) throw damaged(place, `${name} of its password is ${value}, below ${floor[name]}`);
    if (value > ceiling[name]) throw damaged(place, `${name} of its password is ${value}, above ${ceiling[name]}`);
  }
}

/** The bytes of a password, equal for every way its letters can be composed. */
export function passwordBytes(password: string): Uint8Array {
  return new TextEncoder().encode(password.normalize('NFKC'));
}

export function demandPassword(password: string): void {
  if (Array.from(password.normalize('NFKC')).length >= shortestPassword) return;
  throw new AppError('input_invalid', `The master password has fewer than ${shortestPassword} characters.`, { next: 'Choose a longer one: a few words are easy to keep in mind.' });
}
