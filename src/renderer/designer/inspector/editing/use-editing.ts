import { useMemo } from 'react';
import type { Edit } from '../../../../core/domain/model/edit/edit.ts';
import type { Json, JsonObject } from '../../../../core/domain/model/json.ts';
import { useDesigner, useDesignerState } from '../../session/DesignerProvider.tsx';
import type { DesignerSession } from '../../session/designer-session.ts';

export type FieldPath = readonly (string | number)[];

/** How the fields of the inspector change the definition: one act for each stay in a field, one for each press of a button. */
export interface Editing {
  readonly isReadOnly: boolean;
  /** A field's new value; nothing takes the field away. */
  set(at: string, path: FieldPath, value: Json | undefined): void;
  /** What is no typing: always an act of its own. */
  act(edit: Edit): boolean;
  /** What belongs to the act before it, and is undone with it. */
  join(edit: Edit): boolean;
}

export function useEditing(): Editing {
  const { session } = useDesigner();
  const isReadOnly = useDesignerState((state) => state.isReadOnly);
  return useMemo(() => ({ isReadOnly, set: (at, path, value) => { setField(session, { at, path, value }); }, act: (edit) => session.edit(edit), join: (edit) => session.edit(edit, { isContinued: true }) }), [session, isReadOnly]);
}

interface Burst {
  readonly key: string;
  readonly element: Element;
  /** As it stood after the last letter: any other act in between ends the burst. */
  readonly definition: JsonObject;
}

const bursts = new WeakMap<DesignerSession, Burst>();

function setField(session: DesignerSession, { at, path, value }: { readonly at: string; readonly path: FieldPath; readonly value: Json | undefined }): void {
  const key = JSON.stringify([at, path]);
  const element = document.activeElement;
  const burst = bursts.get(session);
  const isContinued = burst !== undefined && burst.key === key && burst.element === element && burst.definition === session.get().definition;
  const edit: Edit = { kind: 'set', at, path: [...path], ...(value === undefined ? {} : { value }) };
  if (!session.edit(edit, { isContinued })) return;
  if (element !== null && takesTyping(element)) bursts.set(session, { key, element, definition: session.get().definition });
  else bursts.delete(session);
}

/** Another field has the focus, or the same one again: what is typed now is an act of its own. */
export function endBurst(session: DesignerSession): void {
  bursts.delete(session);
}

function takesTyping(element: Element): boolean {
  if (element instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'file'].includes(element.type);
  return element instanceof HTMLTextAreaElement || element.shadowRoot !== null;
}
