import { Suspense } from 'react';
import { lazyPart } from '../client/lazy-part.ts';
import styles from './Prose.module.css';

const MarkdownText = lazyPart(async () => ({ default: (await import('../editors/preview/MarkdownText.tsx')).MarkdownText }));

/** Markdown as text to read. Its reader is loaded when first needed; until then the source stands. */
export function Markdown({ source }: { readonly source: string }) {
  return (
    <div className={styles['prose']}>
      <Suspense fallback={<p className={styles['source']}>{source}</p>}>
        <MarkdownText source={source} />
      </Suspense>
    </div>
  );
}
