import type { DesignerSession } from '../session/designer-session.ts';

/** What only the outline can do, while one is shown. */
export interface OutlineHandle {
  /** The line the focus is on. */
  focused(): string | undefined;
  /** Opens what is around the line, brings it into sight and into focus. */
  focus(key: string): void;
  /** The same, and selects it alone. */
  choose(key: string): void;
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

const awaited = new WeakMap<DesignerSession, string>();

/** The line is chosen as soon as the focus comes back to the outline, such as from a window that made it. */
export function chooseOnReturn(session: DesignerSession, key: string): void {
  awaited.set(session, key);
}

/** The line that waits for the focus; told once. */
export function takeAwaited(session: DesignerSession): string | undefined {
  const key = awaited.get(session);
  awaited.delete(session);
  return key;
}
