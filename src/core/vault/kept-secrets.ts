import type { Clock } from '../domain/ports/clock.ts';

interface Kept {
  readonly secret: Buffer;
  readonly until: number;
  readonly timer: NodeJS.Timeout;
}

/** Secrets by name, for a while. What is forgotten is overwritten. */
export interface KeptSecrets {
  get(name: string): string | undefined;
  keep(name: string, secret: string): void;
  forget(name: string): void;
  forgetAll(): void;
}

export function createKeptSecrets({ clock, lifeMs }: { readonly clock: Pick<Clock, 'monotonic'>; readonly lifeMs: number }): KeptSecrets {
  const kept = new Map<string, Kept>();
  const forget = (name: string): void => {
    const found = kept.get(name);
    if (found === undefined) return;
    clearTimeout(found.timer);
    found.secret.fill(0);
    kept.delete(name);
  };
  return {
    get(name) {
      const found = kept.get(name);
      return found !== undefined && found.until > clock.monotonic() ? found.secret.toString() : undefined;
    },
    keep(name, secret) {
      forget(name);
      kept.set(name, { secret: Buffer.from(secret), until: clock.monotonic() + lifeMs, timer: setTimeout(forget, lifeMs, name).unref() });
    },
    forget,
    forgetAll() {
      for (const name of kept.keys()) forget(name);
    },
  };
}
