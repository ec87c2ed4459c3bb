import { useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { nodePanels, WorkflowPlace } from '../../../core/domain/model/page-address.ts';
import { findNode, findTransition, regionsIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { toastQueue } from '../../components/toasts.ts';
import { addressWords as words } from '../../strings/addresses.ts';
import { notesOf } from '../canvas/notes.ts';
import { whenLaidOut } from '../canvas/when-laid-out.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import type { DesignerView } from '../session/designer-view.ts';
import { createToldPlace, useWrittenPlace } from './use-written-place.ts';

/**
 * Once the designer is open, and whenever a link leads elsewhere in the same workflow, it shows the place the address names. What is
 * chosen then, and the panel that is closed, change the address in its place, so that it leads to what is on the screen.
 */
export function useAddressPlace(): void {
  const { session, view } = useDesigner();
  const { node, panel } = WorkflowPlace.parse(useSearch({ strict: false }));
  const [told] = useState(createToldPlace);
  useEffect(() => {
    if (panel === 'history') view.set({ dialog: { name: 'history' } });
    if (panel === 'problems') view.set({ isProblemsOpen: true });
  }, [panel, view]);
  useEffect(() => {
    if (node === undefined || node === told.node()) return undefined;
    told.say(node);
    const where = node.includes('.') ? node : `nodes.${node}`;
    const tab = nodePanels.find((each) => each === panel);
    if (!isThere(session.get().definition, where)) {
      sayGone(node, view);
      return undefined;
    }
    view.jump(tab === undefined || node.includes('.') ? where : `${where}.${tab}`);
    told.lead(session.get().selection);
    return whenLaidOut(view, () => { view.canvas.handle?.reveal(where.split('.')[1] ?? ''); });
  }, [node, panel, session, view, told]);
  useWrittenPlace(told);
}

function isThere(definition: Parameters<typeof findNode>[0], where: string): boolean {
  const [noun, id = ''] = where.split('.');
  if (noun === 'nodes') return findNode(definition, id) !== undefined;
  if (noun === 'transitions') return findTransition(definition, id) !== undefined;
  if (noun === 'notes') return notesOf(definition).some((note) => note.id === id);
  return noun !== 'regions' || regionsIn(definition).some((region) => region.id === id);
}

function sayGone(node: string, view: DesignerView): void {
  toastQueue.add({ tone: 'bad', title: words.noPlace(node), detail: words.noPlaceText, action: { label: words.history, run: () => { view.set({ dialog: { name: 'history' } }); } } });
}
