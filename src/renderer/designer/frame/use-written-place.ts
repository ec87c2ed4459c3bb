import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { nodePanels, WorkflowPlace } from '../../../core/domain/model/page-address.ts';
import { workflowAddress } from '../../state/addresses.ts';
import { useAddressId } from '../../state/use-address-id.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import type { Selection } from '../session/designer-session.ts';
import type { DesignerViewState } from '../session/designer-view.ts';

/** Choosing goes on for as long as less than this lies between: only where it rests is written. */
const rests = 300;

/** What the address says, and whether anybody was led there by it. */
export interface ToldPlace {
  /** The node it names because that is chosen, or that one was led to already. */
  node(): string | undefined;
  say(node: string | undefined): void;
  /** What was chosen when somebody was led somewhere: the address may say that more exactly. */
  selection(): Selection | undefined;
  lead(selection: Selection): void;
}

export function createToldPlace(): ToldPlace {
  let said: string | undefined;
  let led: Selection | undefined;
  return {
    node: () => said,
    say(node) { said = node; },
    selection: () => led,
    lead(selection) { led = selection; },
  };
}

/** What is chosen, and the panel that is closed, change the address in its place, so that it leads to what is on the screen. */
export function useWrittenPlace(told: ToldPlace): void {
  const { session, view } = useDesigner();
  const workflow = useAddressId() ?? '';
  const navigate = useNavigate();
  const { node, panel, version } = WorkflowPlace.parse(useSearch({ strict: false }));
  const write = useEffectEvent(() => {
    const { selection } = session.get();
    const chosen = selection === told.selection() ? node : placeOf(selection);
    const open = isOpen(panel, view.get()) && (chosen === node || !isOfNode(panel)) ? panel : undefined;
    if (chosen === node && open === panel) return;
    told.say(chosen);
    void navigate({ ...workflowAddress(workflow, { ...(chosen === undefined ? {} : { node: chosen }), ...(open === undefined ? {} : { panel: open }), ...(version === undefined ? {} : { version }) }), replace: true, resetScroll: false });
  });
  const isClosed = useEffectEvent(() => panel !== undefined && !isOpen(panel, view.get()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let before = session.get().selection;
    // Whoever goes back is on another page already when this one is told: what is written now would take its place.
    const drop = (): void => { clearTimeout(timer); };
    addEventListener('popstate', drop);
    const stops = [
      session.subscribe(() => {
        if (session.get().selection === before) return;
        before = session.get().selection;
        clearTimeout(timer);
        timer = setTimeout(() => { write(); }, rests);
      }),
      view.subscribe(() => { if (isClosed()) write(); }),
    ];
    return () => {
      drop();
      removeEventListener('popstate', drop);
      for (const stop of stops) stop();
    };
  }, [session, view]);
}

/** The one thing that is chosen, as an address names it; undefined of none and of several. */
function placeOf({ nodes, transitions, notes }: Selection): string | undefined {
  const [only, ...others] = [...nodes, ...transitions.map((id) => `transitions.${id}`), ...notes.map((id) => `notes.${id}`)];
  return others.length === 0 ? only : undefined;
}

function isOpen(panel: WorkflowPlace['panel'], { dialog, isProblemsOpen }: DesignerViewState): boolean {
  if (isOfNode(panel)) return true;
  return panel === 'problems' ? isProblemsOpen : dialog?.name === 'history';
}

/** It goes with the node that was led to. */
function isOfNode(panel: WorkflowPlace['panel']): boolean {
  return nodePanels.some((each) => each === panel);
}
