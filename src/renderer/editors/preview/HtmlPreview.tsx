import { Suspense } from 'react';
import { lazyPart } from '../../client/lazy-part.ts';
import { Skeleton } from '../../components/Skeleton.tsx';

const SealedHtml = lazyPart(async () => ({ default: (await import('./SealedHtml.tsx')).SealedHtml }));

export interface HtmlPreviewProps {
  readonly source: string;
  /** What is shown, read aloud. */
  readonly title: string;
}

/** An HTML document as far as it can be shown to anybody; what was left out is said above it. It fills its parent. */
export function HtmlPreview(props: HtmlPreviewProps) {
  return (
    <Suspense fallback={<Skeleton shape="block" />}>
      <SealedHtml {...props} />
    </Suspense>
  );
}
