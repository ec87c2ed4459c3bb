import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import { useClient, useQueries } from '../../client/ClientProvider.tsx';
import { dataPlace } from '../../client/data-place.ts';
import { createDesignerSession, type OpenSession } from '../session/create-designer-session.ts';
import { createDesignerView } from '../session/create-designer-view.ts';
import type { DesignerView } from '../session/designer-view.ts';
import { announce } from './announcements.ts';
import { isNarrowWindow, keptInspector } from './inspector-room.ts';
import { JournalShelf } from '../session/journal-shelf.ts';
import { createRefusals, passOn } from './refusals.ts';
import { sessionNotices } from './session-notices.ts';

export interface OpenDesigner {
  readonly session: OpenSession;
  readonly view: DesignerView;
}

/** A session on a workflow for as long as the page shows it. */
export function useOpenSession(workflow: WorkflowView, isReadOnly: boolean): OpenDesigner | undefined {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const [open, setOpen] = useState<OpenDesigner>();
  useEffect(() => {
    const refusals = createRefusals();
    // Known before the first edit has to be kept.
    dataPlace(client).catch(() => undefined);
    const session = createDesignerSession({ workflow, isReadOnly, workflows: client.workflows, shelf: new JournalShelf(async () => dataPlace(client), workflow.id), notices: sessionNotices(() => session, refusals) });
    const view = createDesignerView({ session, first: { isInspectorPinned: keptInspector().isPinned, isInspectorOpen: !isNarrowWindow() }, announce });
    // What other screens show of it follows what was saved.
    const unsubscribe = session.subscribe(() => {
      const saved = session.get().workflow;
      const key = queries.workflows.get.queryKey({ input: { id: saved.slug } });
      if (!isReadOnly && cache.getQueryData(key) !== saved) cache.setQueryData(key, saved);
    });
    const unfollow = passOn({ session, view }, refusals);
    setOpen({ session, view });
    return () => {
      unsubscribe();
      unfollow();
      session.close();
      setOpen(undefined);
      if (!isReadOnly) void cache.invalidateQueries({ queryKey: queries.workflows.list.key() });
    };
    // A session begins with the workflow as it was read; what comes later comes through the session itself.
    // oxlint-disable-next-line react/exhaustive-deps -- as above
  }, [client, queries, cache, workflow.id, isReadOnly]);
  // Read from the cache at first, and once more from the host.
  useEffect(() => {
    if (!isReadOnly) void open?.session.read(workflow);
  }, [open, workflow, isReadOnly]);
  return open;
}
