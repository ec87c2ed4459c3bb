import { timingSafeEqual } from 'node:crypto';
import type { AsyncEntry } from '@napi-rs/keyring';
import { AppError } from '../domain/model/errors.ts';
import type { Random } from '../domain/ports/random.ts';

/** The keychain of this machine, as far as one key needs it. Every failure is `vault_locked`; nothing else is tried. */
export interface Keychain {
  /** Undefined when it answers and has no such entry. */
  read(account: string): Promise<Uint8Array | undefined>;
  write(account: string, key: Uint8Array): Promise<void>;
  remove(account: string): Promise<void>;
  /** Whether it keeps what it is given, tried out with a random value; or why not. */
  probe(): Promise<{ readonly available: boolean; readonly detail: string }>;
}

const service = 'aiwm';
/** A real unlock prompt may stay open for ever: what waits for the vault must hear within a second. */
const longestMs = 900;
/** Without it, Linux would fall back to a keyring of the kernel, which forgets and which other programs see. */
const pinned = { linux: { store: 'secret-service' } } as const;

/** The real one: Windows Credential Manager, macOS Keychain or the Secret Service of Linux. */
export function systemKeychain(random: Random): Keychain {
  const keychain: Keychain = {
    async read(account) {
      const found = await asked(account, (entry, signal) => entry.getSecret(signal));
      return found === null ? undefined : Uint8Array.from(found);
    },
    write: (account, key) => asked(account, (entry, signal) => entry.setSecret(key, signal)),
    async remove(account) {
      await asked(account, (entry, signal) => entry.deleteCredential(signal));
    },
    async probe() {
      const account = `probe:${Buffer.from(random.bytes(8)).toString('hex')}`;
      const value = random.bytes(32);
      try {
        await keychain.write(account, value);
        const found = await keychain.read(account);
        await keychain.remove(account);
        const keeps = found?.length === value.length && timingSafeEqual(found, value);
        return keeps ? { available: true, detail: 'The keychain of this machine answers.' } : { available: false, detail: 'The keychain of this machine does not give back what it is given.' };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return { available: false, detail: error.message };
      }
    },
  };
  return keychain;
}

/** For machines and tests that must never ask the keychain. */
export function noKeychain(detail: string): Keychain {
  const refuse = (): Promise<never> => Promise.reject(unavailable(detail));
  return { read: refuse, write: refuse, remove: refuse, probe: () => Promise.resolve({ available: false, detail }) };
}

async function asked<Answer>(account: string, ask: (entry: AsyncEntry, signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const late = new AbortController();
  const timer = Promise.withResolvers<never>();
  const timeout = setTimeout(() => {
    late.abort();
    timer.reject(unavailable(`The keychain of this machine did not answer within ${longestMs} ms; it may be waiting for somebody to unlock it.`));
  }, longestMs);
  try {
    const keyring = await import('@napi-rs/keyring');
    const answer = ask(new keyring.AsyncEntry(service, account, pinned), late.signal);
    return await Promise.race([answer, timer.promise]);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw unavailable(`The keychain of this machine cannot be used: ${error instanceof Error ? error.message : String(error)}`, error);
  } finally {
    clearTimeout(timeout);
  }
}

function unavailable(message: string, cause?: unknown): AppError {
  return new AppError('vault_locked', message, {
    next: 'Unlock the keychain of this machine and try again; nothing was kept elsewhere instead.',
    data: { reason: 'keychain' },
    ...(cause === undefined ? {} : { cause }),
  });
}
