import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { WorkflowPlace } from '../../../core/domain/model/page-address.ts';
import { findNode, findTransition, regionsIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { toastQueue } from '../../components/toasts.ts';
import { addressWords as words } from '../../strings/addresses.ts';
import { whenLaidOut } from '../canvas/when-laid-out.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import type { DesignerView } from '../session/designer-view.ts';

/** Once the designer is open, and whenever a link leads elsewhere in the same workflow, it shows the place the address names. */
export function useAddressPlace(): void {
  const { session, view } = useDesigner();
  const { node, panel } = WorkflowPlace.parse(useSearch({ strict: false }));
  useEffect(() => {
    if (panel === 'history') view.set({ dialog: { name: 'history' } });
    if (panel === 'problems') view.set({ isProblemsOpen: true });
  }, [panel, view]);
  useEffect(() => {
    if (node === undefined) return undefined;
    const where = node.includes('.') ? node : `nodes.${node}`;
    if (!isThere(session.get().definition, where)) {
      sayGone(node, view);
      return undefined;
    }
    view.jump(where);
    return whenLaidOut(view, () => { view.canvas.handle?.reveal(where.split('.')[1] ?? ''); });
  }, [node, session, view]);
}

function isThere(definition: Parameters<typeof findNode>[0], where: string): boolean {
  const [noun, id = ''] = where.split('.');
  if (noun === 'nodes') return findNode(definition, id) !== undefined;
  if (noun === 'transitions') return findTransition(definition, id) !== undefined;
  return noun !== 'regions' || regionsIn(definition).some((region) => region.id === id);
}

function sayGone(node: string, view: DesignerView): void {
  toastQueue.add({ tone: 'bad', title: words.noPlace(node), detail: words.noPlaceText, action: { label: words.history, run: () => { view.set({ dialog: { name: 'history' } }); } } });
}
