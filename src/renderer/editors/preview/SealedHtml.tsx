import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { byteWords } from '../../components/time-words.ts';
import { editorWords } from '../../strings/editors.ts';
import { fillFrame } from '../trusted.ts';
import { useDarkTheme } from '../use-dark-theme.ts';
import { type CleanHtml, cleanHtml } from './clean-html.ts';
import { type TakenOut, takenOutKinds } from './clean-tree.ts';
import { framePage } from './frame-page.ts';
import type { HtmlPreviewProps } from './HtmlPreview.tsx';
import styles from './preview.module.css';

/** Cleaning happens beside the typing; longer documents would be felt. */
const longest = 2_000_000;

/**
 * Three walls around a foreign document: what could run or load is taken out of it, its frame may run nothing and has no
 * origin, and its policy loads nothing but pictures that stand in the document.
 */
export function SealedHtml({ source, title }: HtmlPreviewProps) {
  if (source.length > longest) return <EmptyState icon="file" title={editorWords.preview.tooLong(byteWords(longest))} text={editorWords.preview.tooLongNext} />;
  return <Cleaned source={source} title={title} />;
}

function Cleaned({ source, title }: HtmlPreviewProps) {
  const shown = useDeferredValue(source);
  const clean = useMemo(() => cleanHtml(shown), [shown]);
  if (clean === undefined) return <EmptyState icon="file" title={editorWords.preview.tooTangled} text={editorWords.preview.tooTangledNext} />;
  return <Sealed {...clean} title={title} />;
}

function Sealed({ html, takenOut, title }: CleanHtml & Pick<HtmlPreviewProps, 'title'>) {
  const frame = useRef<HTMLIFrameElement>(null);
  const theme = useDarkTheme() ? 'dark' : 'light';
  useEffect(() => {
    if (frame.current !== null) fillFrame(frame.current, framePage(html, theme));
  }, [html, theme]);

  const words = takenOutWords(takenOut);
  return (
    <div className={styles['html']}>
      {words !== '' && (
        <p className={styles['note']} role="note">
          <Icon name="info" /> <span>{editorWords.preview.takenOut(words)}</span>
        </p>
      )}
      <iframe ref={frame} title={title} sandbox="" referrerPolicy="no-referrer" className={styles['frame']} />
    </div>
  );
}

function takenOutWords(takenOut: TakenOut): string {
  return takenOutKinds
    .flatMap((kind) => {
      const count = takenOut[kind];
      return count === undefined ? [] : [editorWords.preview.out[kind](count)];
    })
    .join(', ');
}
