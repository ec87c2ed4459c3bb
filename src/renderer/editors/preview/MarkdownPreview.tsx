import { Suspense } from 'react';
import { lazyPart } from '../../client/lazy-part.ts';
import { Skeleton } from '../../components/Skeleton.tsx';

const LiveMarkdown = lazyPart(async () => ({ default: (await import('./LiveMarkdown.tsx')).LiveMarkdown }));

export interface MarkdownPreviewProps {
  readonly source: string;
  /** What is shown, read aloud. */
  readonly label: string;
  /** Brings what this line of the source became to the top, as the editor beside it scrolls. */
  readonly line?: number;
}

/** A Markdown text as readers see it, drawn again while it is written; it fills its parent and scrolls inside. */
export function MarkdownPreview(props: MarkdownPreviewProps) {
  return (
    <Suspense fallback={<Skeleton shape="block" />}>
      <LiveMarkdown {...props} />
    </Suspense>
  );
}
