import type { DesignerSession } from '../session/designer-session.ts';

/** What only the outline can do, while one is shown. */
export interface OutlineHandle {
  /** The line the focus is on. */
  focused(): string | undefined;
  /** Opens what is around the line, brings it into sight and into focus. */
  focus(key: string): void;
  /** Lets its name be written where it stands; false where it is not shown. */
  rename(key: string): boolean;
}

const handles = new WeakMap<DesignerSession, OutlineHandle>();

/** The outline of a session that has the focus or had it last; undefined where none is shown. */
export function outlineOf(session: DesignerSession): OutlineHandle | undefined {
  return handles.get(session);
}

export function setOutline(session: DesignerSession, handle: OutlineHandle | undefined): void {
  if (handle === undefined) handles.delete(session);
  else handles.set(session, handle);
}
