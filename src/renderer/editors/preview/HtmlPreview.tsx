import { lazy, Suspense } from 'react';
import { Skeleton } from '../../components/Skeleton.tsx';

const SealedHtml = lazy(async () => ({ default: (await import('./SealedHtml.tsx')).SealedHtml }));

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
