import { useCallback, useEffect, useRef, useState } from 'react';
import type { Finding } from '../../../core/domain/operations/workflows.ts';
import { inSlices } from '../../state/in-slices.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import { mendAll } from './apply-fix.ts';
import { type SameFix, sameFixes } from './fixes/fix-for-all.ts';
import type { FixContext } from './fixes/quick-fix.ts';

export interface SameFixes {
  /** By the first finding of each; those of hundreds come a moment after the list. */
  readonly byFinding: ReadonlyMap<Finding, SameFix>;
  /** The one that is being carried out. */
  readonly mending: SameFix | undefined;
  readonly mend: (same: SameFix) => void;
}

/** Fixes that mend several of the findings at once. However many they are, the page goes on meanwhile. */
export function useSameFixes(findings: readonly Finding[], context: FixContext | undefined): SameFixes {
  const designer = useDesigner();
  const [byFinding, setByFinding] = useState(noneSame);
  const [mending, setMending] = useState<SameFix>();
  const leaving = useRef<AbortController>(undefined);
  useEffect(() => {
    const left = new AbortController();
    leaving.current = left;
    return () => { left.abort(); };
  }, []);
  useEffect(() => {
    const stale = new AbortController();
    const look = async (known: FixContext): Promise<void> => {
      const found = await inSlices(sameFixes(findings, known), stale.signal);
      if (found !== undefined) setByFinding(found);
    };
    if (context !== undefined) void look(context);
    return () => { stale.abort(); };
  }, [findings, context]);
  const mend = useCallback((same: SameFix) => {
    const signal = leaving.current?.signal;
    if (context === undefined || signal === undefined) return;
    setMending(same);
    void mendAll(designer, same, { kinds: context, signal }).finally(() => { setMending(undefined); });
  }, [designer, context]);
  return { byFinding, mending, mend };
}

const noneSame: ReadonlyMap<Finding, SameFix> = new Map();
