import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import type { DesignerSession, DesignerState } from '../session/designer-session.ts';
import { tellAll } from '../../../core/domain/model/tell-all.ts';

/** A session on a definition that is only looked at: things can be chosen, and nothing is changed or written. */
export function createStillSession(workflow: WorkflowView, definition: JsonObject): DesignerSession {
  const listeners = new Set<() => void>();
  let state: DesignerState = { workflow, definition, selection: { nodes: [], transitions: [], notes: [] }, region: '', saving: { status: 'saved' }, halfTyped: new Map(), isReadOnly: true };
  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    edit: () => false,
    undo: () => undefined,
    redo: () => undefined,
    select(selection) {
      state = { ...state, selection: { ...state.selection, ...selection } };
      tellAll(listeners);
    },
    keepSource: () => undefined,
    keepHalfTyped: () => undefined,
    overtaken: () => undefined,
    named: () => undefined,
    save: async () => Promise.resolve(false),
    letHost: async () => Promise.resolve(false),
  };
}
