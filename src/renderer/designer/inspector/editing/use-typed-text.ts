import { useEffect, useState } from 'react';
import type { Json } from '../../../../core/domain/model/json.ts';
import { useDesigner, useDesignerState } from '../../session/DesignerProvider.tsx';
import { useTypedPlace } from './typed-place.tsx';

/** What a person has typed. */
export interface Typed {
  readonly text: string;
  /** The value of the document beside it: the one it was read as, or the one that stays since it is none. */
  readonly over: Json | undefined;
  /** It is no value of the field: the session keeps it, also where the field is folded away, and whoever leaves is asked first. */
  readonly isHalf: boolean;
}

/** The text of a field as it was typed, for as long as the document has no other value by undo, or by somebody else. */
export function useTypedText(label: string, value: Json | undefined): readonly [text: string | undefined, keep: (typed: Typed) => void] {
  const { session } = useDesigner();
  const place = useTypedPlace();
  const chosen = useDesignerState(({ selection: { nodes, transitions } }) => [...nodes, ...transitions].join(' '));
  const field = [chosen, ...place, label].join(' | ');
  const half = useDesignerState((state) => state.halfTyped.get(field));
  const [typed, setTyped] = useState<{ readonly text: string; readonly over: string }>();
  const now = written(value);
  const isOvertaken = half !== undefined && half.over !== now;
  useEffect(() => { if (isOvertaken) session.overtaken(field); }, [session, field, isOvertaken]);
  const keep = ({ text, over, isHalf }: Typed): void => {
    setTyped({ text, over: written(over) });
    session.keepHalfTyped(field, isHalf ? { text, over: written(over), label, where: place.at(-1) ?? '' } : undefined);
  };
  return [half !== undefined && !isOvertaken ? half.text : typed?.over === now ? typed.text : undefined, keep];
}

function written(value: Json | undefined): string {
  return value === undefined ? '' : JSON.stringify(value);
}
