import { findNode, findTransition, regionsIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { createStore } from '../../state/create-store.ts';
import { notesOf } from '../canvas/notes.ts';
import type { DesignerSession, Selection } from './designer-session.ts';
import type { DesignerView, DesignerViewState } from './designer-view.ts';
import { followRenames, viewAfter } from './renames.ts';
import { nothingSelected } from './selection-after.ts';

export interface ViewParts {
  readonly session: Pick<DesignerSession, 'get' | 'select' | 'subscribe'>;
  readonly first: Partial<DesignerViewState>;
  readonly announce: (words: string) => void;
}

/** What of the designer is open, and where one looks. */
export function createDesignerView({ session, first, announce }: ViewParts): DesignerView {
  const store = createStore<DesignerViewState>({ pane: 'canvas', isInspectorOpen: true, isInspectorPinned: true, isProblemsOpen: false, dialog: undefined, field: undefined, marks: new Map(), ...first });
  followRenames(session, (ids) => { store.set(viewAfter(ids, store.get())); });
  const canvas: DesignerView['canvas'] = { handle: undefined };
  return {
    ...store,
    canvas,
    announce,
    jump(where) {
      const selection = selectionOf(where, session);
      session.select({ ...nothingSelected, ...selection });
      const [shown] = [...(selection.nodes ?? []), ...(selection.transitions ?? []), ...(selection.notes ?? [])];
      store.set({ isInspectorOpen: true, field: where, ...(shown === undefined ? { isInspectorPinned: true } : {}), ...(store.get().pane === 'source' ? { pane: 'canvas' } : {}) });
      if (shown !== undefined) canvas.handle?.reveal(shown);
    },
  };
}

/** What a finding's path is about: a node, a transition, a note, or the node around a region. */
function selectionOf(where: string, { get }: Pick<DesignerSession, 'get'>): Partial<Selection> {
  const [noun, id = ''] = where.split('.');
  const { definition } = get();
  if (noun === 'nodes' && findNode(definition, id) !== undefined) return { nodes: [id] };
  if (noun === 'transitions' && findTransition(definition, id) !== undefined) return { transitions: [id] };
  if (noun === 'notes' && notesOf(definition).some((note) => note.id === id)) return { notes: [id] };
  const node = noun === 'regions' ? regionsIn(definition).find((region) => region.id === id)?.node : undefined;
  return typeof node?.['id'] === 'string' ? { nodes: [node['id']] } : {};
}
