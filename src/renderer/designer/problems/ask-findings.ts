import { errorFromWire } from '../../../core/domain/model/error-wire.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { Client } from '../../client/connect.ts';
import type { DesignerSession } from '../session/designer-session.ts';
import type { AskFindings } from './findings-store.ts';

type Watched = Pick<DesignerSession, 'get' | 'subscribe'>;

/** A save takes no longer than this where the host answers; then the definition is sent along. */
const patienceMs = 1500;

/** Asks about the draft the host has as soon as that is what is on the screen, so that a large one is not sent a second time. */
export function askFindings(session: Watched, workflows: Pick<Client['workflows'], 'verify'>): AskFindings {
  return async (definition, signal) => {
    const { workflow: { id } } = session.get();
    const revision = await savedRevision(session, definition, signal);
    if (revision !== undefined) {
      try {
        return await workflows.verify({ id, revision }, { signal });
      } catch (error) {
        // Somebody wrote another one meanwhile.
        if (errorFromWire(error).code !== 'version_conflict') throw error;
      }
    }
    return workflows.verify({ id, definition }, { signal });
  };
}

/** The revision the host has the definition at, once it has; undefined where it does not come to that soon. */
async function savedRevision(session: Watched, definition: JsonObject, signal: AbortSignal): Promise<number | undefined> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const settle = (revision?: number): void => {
      clearTimeout(timer);
      over.abort();
      resolve(revision);
    };
    const look = (): void => {
      const { definition: screen, workflow, saving: { status }, isReadOnly } = session.get();
      if (isReadOnly || screen !== definition || status === 'failed' || status === 'conflict' || status === 'gone') settle();
      else if (status === 'saved') settle(workflow.revision);
    };
    const timer = setTimeout(() => { settle(); }, patienceMs);
    signal.addEventListener('abort', () => { settle(); }, { signal: over.signal });
    over.signal.addEventListener('abort', session.subscribe(look), { once: true });
    look();
  });
}
