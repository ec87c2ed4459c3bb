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

/** Whether this Node runs the program; `otherwise` says how bad it is where it does not. */
export function nodeFinding(otherwise: 'warning' | 'failed', where = ''): Finding {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) >= 24) return ok(`${node}${where}`);
  return { state: otherwise, detail: `${node}${where}; the program is made for Node 24`, next: 'Start with `npm start`, which brings its own.' };
}

export function ok(detail: string): Finding {
  return { state: 'ok', detail };
}
