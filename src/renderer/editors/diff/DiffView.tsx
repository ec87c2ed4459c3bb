import { Suspense } from 'react';
import { lazyPart } from '../../client/lazy-part.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import type { TextLanguage } from '../text/TextEditor.tsx';

const TextDiff = lazyPart(async () => ({ default: (await import('./TextDiff.tsx')).TextDiff }));

export interface DiffViewProps {
  readonly before: string;
  readonly after: string;
  readonly beforeLabel: string;
  readonly afterLabel: string;
  readonly language: TextLanguage;
  /** Beside each other, or one text with what was taken out and put in; narrow places always show one. */
  readonly layout?: 'side' | 'unified';
}

/** Two texts and what differs; long parts that are the same are folded away. It fills its parent. */
export function DiffView(props: DiffViewProps) {
  return (
    <Suspense fallback={<Skeleton shape="block" />}>
      <TextDiff {...props} />
    </Suspense>
  );
}
