import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import { WorkflowPlace } from '../../../core/domain/model/page-address.ts';
import { workflowAddress } from '../../state/addresses.ts';
import { useDesignerState } from '../session/DesignerProvider.tsx';

/** Once the workflow is called otherwise on the command line, the address says so; the one before goes on leading here. */
export function useOwnAddress(): void {
  const slug = useDesignerState((state) => state.workflow.slug);
  const known = useRef(slug);
  const navigate = useNavigate();
  const place = WorkflowPlace.parse(useSearch({ strict: false }));
  const onOther = useEffectEvent(() => { void navigate({ ...workflowAddress(slug, place), replace: true }); });
  useEffect(() => {
    if (known.current === slug) return;
    known.current = slug;
    onOther();
  }, [slug]);
}
