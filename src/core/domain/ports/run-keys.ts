import type { RunId } from '../model/ids.ts';

/** Seals bytes with the key of one run, and opens them again. */
export interface RunSeal {
  /** Equal bytes give equal seals, so that a journal replays to the same bytes; seals of other runs never agree. */
  seal(plain: Uint8Array): Uint8Array;
  /** Throws `integrity` for bytes that this key did not seal, or that were changed. */
  open(sealed: Uint8Array): Uint8Array;
}

/**
 * Keys of runs that hold sensitive values. Each run has its own, kept wrapped by whatever keeps secrets on this machine and
 * never beside the values; without it nothing of what it sealed can be read again. The code `vault_locked` says that keys
 * are there and cannot be had now.
 */
export interface RunKeys {
  /** The key of a run, made if there is none; kept for good when it resolves. */
  create(run: RunId): Promise<RunSeal>;
  /** Undefined when there is no such key any more. */
  unwrap(run: RunId): Promise<RunSeal | undefined>;
  /** Forgets the key. It is no error when there is none. */
  remove(run: RunId): Promise<void>;
  /** Runs that have a key here. */
  list(): Promise<readonly RunId[]>;
  /**
   * The key in a form that the keys of another data directory take, or a refusal. Where it is not wrapped for one target,
   * whoever has it can read the run.
   */
  handOut(run: RunId): Promise<string | undefined>;
  /** Keeps a key that was handed out elsewhere, as that of this run. */
  takeIn(run: RunId, handed: string): Promise<RunSeal>;
}
