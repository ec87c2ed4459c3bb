import { useEffect, useId } from 'react';
import { useDesigner } from '../../session/DesignerProvider.tsx';

/** Tells the session while what stands in a field is no value of it: whoever leaves is asked first. */
export function useHalfTyped(isHalf: boolean): void {
  const { session } = useDesigner();
  const field = useId();
  useEffect(() => {
    session.keepHalfTyped(field, isHalf);
    return () => { session.keepHalfTyped(field, false); };
  }, [session, field, isHalf]);
}
