import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { DesignerSession } from '../session/designer-session.ts';
import { type Drawing, drawingOf, isLaidOut } from './drawing-of.ts';

/** What is drawn, and of what it is a drawing. */
export interface Drawn {
  readonly definition: JsonObject;
  readonly drawing: Drawing;
}

type Session = Pick<DesignerSession, 'get'>;

const standing = new WeakMap<Session, Drawing>();

/** Notes what stands on the canvas of a session. */
export function keepStanding(session: Session, drawing: Drawing): void {
  standing.set(session, drawing);
}

/**
 * The definition of a session with the drawing people see: where the newest one is still being laid out beside the page, that
 * is the one before. It is laid out on the spot only where nothing was drawn yet.
 */
export function drawnNow(session: Session): Drawn {
  const { definition } = session.get();
  const before = isLaidOut(definition) ? undefined : standing.get(session);
  return { definition, drawing: before ?? drawingOf(definition) };
}
