import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { useFindings } from '../problems/use-findings.ts';
import { useDesignerState, useDesignerView } from '../session/DesignerProvider.tsx';
import { useCanvasUi } from './canvas-ui.ts';
import type { Drawing } from './drawing-of.ts';
import { dependencyLight, type DependencyLight } from './dependency-light.ts';
import { type NodeLook, plainLook } from './node-look.ts';
import { staleNodes } from './stale-marks.ts';
import { unfinishedEnds } from './unfinished-ends.ts';

export interface Looks {
  readonly nodes: ReadonlyMap<string, NodeLook>;
  readonly wrongTransitions: ReadonlySet<string>;
  readonly light: DependencyLight | undefined;
}

const unreachable = /unreach|disconnected/u;

/** What is shown of every node and transition besides themselves: findings, marks, what changed, and who feeds whom. */
export function useLooks(definition: JsonObject | undefined, drawing: Drawing | undefined): Looks {
  const { byNode, byTransition } = useFindings();
  const marks = useDesignerView((view) => view.marks);
  const found = useDesignerView((view) => view.found);
  const conflicts = useDesignerView((view) => view.conflicts);
  const stale = useStale(definition);
  const light = useLight(definition);
  const unfinished = useMemo(() => unfinishedEnds(definition ?? {}), [definition]);
  return useMemo(() => {
    const nodes = new Map<string, NodeLook>();
    for (const id of drawing?.byId.keys() ?? []) {
      const findings = byNode.get(id) ?? [];
      const mark = marks.get(id);
      const since = stale.get(id);
      const conflict = conflicts?.get(id);
      if (findings.length === 0 && mark === undefined && conflict === undefined && since === undefined && light === undefined && !unfinished.has(id) && found?.has(id) !== true) continue;
      nodes.set(id, {
        ...plainLook,
        errors: findings.filter(({ severity }) => severity === 'error').length,
        warnings: findings.filter(({ severity }) => severity === 'warning').length,
        finding: findings[0]?.message,
        mark,
        conflict,
        stale: since,
        light: light === undefined ? undefined : light.feeders.has(id) ? 'feeds' : light.chosen.has(id) ? undefined : 'dim',
        isUnreachable: findings.some(({ code }) => unreachable.test(code)),
        isUnfinished: unfinished.has(id),
        isFound: found?.has(id) === true,
      });
    }
    return { nodes, wrongTransitions: new Set([...byTransition].filter(([, findings]) => findings.some(({ severity }) => severity === 'error')).map(([id]) => id)), light };
  }, [drawing, byNode, byTransition, marks, stale, light, unfinished, found, conflicts]);
}

function useLight(definition: JsonObject | undefined): DependencyLight | undefined {
  const isLit = useCanvasUi((state) => state.isLit);
  const selected = useDesignerState((state) => state.selection.nodes);
  return useMemo(() => (isLit && definition !== undefined && selected.length > 0 ? dependencyLight(definition, selected) : undefined), [isLit, definition, selected]);
}

/** By node, since when it is changed, in words: since the published version, or since a run showed how it works. */
function useStale(definition: JsonObject | undefined): ReadonlyMap<string, string> {
  const queries = useQueries();
  const id = useDesignerState((state) => state.workflow.id);
  const version = useDesignerState((state) => state.workflow.version);
  const runId = useDesignerState((state) => state.workflow.lastRun?.id);
  const published = useQuery({ ...queries.workflows.get.queryOptions({ input: { id, version: version ?? 1 } }), enabled: version !== undefined, staleTime: Number.POSITIVE_INFINITY });
  const run = useQuery({ ...queries.runs.get.queryOptions({ input: { id: runId ?? '' } }), enabled: version === undefined && runId !== undefined, staleTime: Number.POSITIVE_INFINITY });
  const earlier = version === undefined ? run.data?.definition : published.data?.definition;
  return useMemo(() => {
    const words = version === undefined ? canvasWords.node.staleRun : canvasWords.node.staleVersion(version);
    return new Map([...staleNodes(definition ?? {}, earlier)].map((node) => [node, words]));
  }, [definition, earlier, version]);
}
