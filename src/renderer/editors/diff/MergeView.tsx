import { Suspense } from 'react';
import { lazyPart } from '../../client/lazy-part.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import type { TextLanguage } from '../text/TextEditor.tsx';

const ThreeWayMerge = lazyPart(async () => ({ default: (await import('./ThreeWayMerge.tsx')).ThreeWayMerge }));

export interface MergeResult {
  readonly text: string;
  /** While one is open the text is not whole: it holds my side of it. */
  readonly openConflicts: number;
}

export interface MergeViewProps {
  /** What both grew out of. */
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
  readonly mineLabel: string;
  readonly theirsLabel: string;
  readonly language: TextLanguage;
  /** Once at the start, then with each choice or edit. */
  readonly onChange: (result: MergeResult) => void;
}

/** Two changes of one text made into one: what conflicts is chosen, and the merged text can be edited. It fills its parent. */
export function MergeView(props: MergeViewProps) {
  return (
    <Suspense fallback={<Skeleton shape="block" />}>
      <ThreeWayMerge {...props} />
    </Suspense>
  );
}
