import { Suspense } from 'react';
import { lazyPart } from '../../client/lazy-part.ts';
import { Skeleton } from '../../components/Skeleton.tsx';

const PdfPages = lazyPart(async () => ({ default: (await import('./PdfPages.tsx')).PdfPages }));

export interface PdfViewProps {
  /** The file; it is copied. */
  readonly bytes: Uint8Array;
  /** What is shown, read aloud. */
  readonly label: string;
}

/** A PDF page by page, as pictures with text to select; nothing in it can run, open or load. It fills its parent. */
export function PdfView(props: PdfViewProps) {
  return (
    <Suspense fallback={<Skeleton shape="block" />}>
      <PdfPages {...props} />
    </Suspense>
  );
}
