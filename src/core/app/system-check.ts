import { AppError } from '../domain/model/errors.ts';
import type { SystemCheck } from '../domain/services/system-service.ts';

export type Finding = Omit<SystemCheck, 'id' | 'title'>;

/** One look at one thing. A look that throws has found a fault. */
export function check(id: string, title: string, look: () => Promise<Finding>): () => Promise<SystemCheck> {
  return async () => {
    try {
      return { id, title, ...(await look()) };
    } catch (error) {
      const next = error instanceof AppError ? error.next : undefined;
      return { id, title, state: 'failed', detail: error instanceof Error ? error.message : String(error), next };
    }
  };
}

export function ok(detail: string): Finding {
  return { state: 'ok', detail };
}
