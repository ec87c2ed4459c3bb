import { type CSSProperties, useEffect, useEffectEvent, useRef, useState } from 'react';
import { editorWords } from '../../strings/editors.ts';
import type { PdfPlace } from './find-in-pdf.ts';
import { markText, unmarkText } from './mark-text.ts';
import { drawPage, type OpenPdf, type PageSize } from './open-pdf.ts';
import styles from './pdf.module.css';

export interface PdfPageProps {
  readonly pdf: OpenPdf;
  readonly number: number;
  readonly size: PageSize;
  readonly scale: number;
  readonly top: number;
  readonly onSize: (size: PageSize) => void;
  /** A text to mark, where the page holds it. */
  readonly found: PdfPlace | undefined;
  /** The place was marked. */
  readonly onMarked: (place: Range) => void;
}

/** One page: its picture, and its text above it to be selected. */
export function PdfPage({ pdf, number, size, scale, top, onSize, found, onMarked }: PdfPageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [isFailed, setFailed] = useState(false);
  const [drawn, setDrawn] = useState(0);
  const tellSize = useEffectEvent(onSize);
  const tellMarked = useEffectEvent(onMarked);

  useEffect(() => {
    const ending = new AbortController();
    void (async () => {
      try {
        const page = await pdf.page(number);
        const { width, height } = page.getViewport({ scale: 1 });
        if (ending.signal.aborted || canvas.current === null || text.current === null) return;
        tellSize({ width, height });
        await drawPage(page, { canvas: canvas.current, text: text.current, scale }, ending.signal);
        if (ending.signal.aborted) return;
        setFailed(false);
        setDrawn((before) => before + 1);
      } catch {
        if (!ending.signal.aborted) setFailed(true);
      }
    })();
    return () => {
      ending.abort();
    };
  }, [pdf, number, scale]);
  useEffect(() => {
    if (found === undefined || drawn === 0 || text.current === null) return undefined;
    const place = markText(text.current, found);
    if (place !== undefined) tellMarked(place);
    return unmarkText;
  }, [found, drawn]);

  return (
    <section
      className={styles['page']}
      aria-label={editorWords.pdf.page(number, pdf.pages)}
      style={{ top, width: size.width * scale, height: size.height * scale, '--total-scale-factor': scale } as CSSProperties}
    >
      <canvas ref={canvas} className={styles['picture']} aria-hidden="true" />
      <div ref={text} className={styles['text']} />
      {isFailed && <p className={styles['failed']}>{editorWords.pdf.pageFailed(number)}</p>}
    </section>
  );
}
