import { type CSSProperties, useEffect, useEffectEvent, useRef, useState } from 'react';
import { editorWords } from '../../strings/editors.ts';
import { drawPage, type OpenPdf, type PageSize } from './open-pdf.ts';
import styles from './pdf.module.css';

export interface PdfPageProps {
  readonly pdf: OpenPdf;
  readonly number: number;
  readonly size: PageSize;
  readonly scale: number;
  readonly top: number;
  readonly onSize: (size: PageSize) => void;
}

/** One page: its picture, and its text above it to be selected. */
export function PdfPage({ pdf, number, size, scale, top, onSize }: PdfPageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [isFailed, setFailed] = useState(false);
  const tellSize = useEffectEvent(onSize);

  useEffect(() => {
    const ending = new AbortController();
    void (async () => {
      try {
        const page = await pdf.page(number);
        const { width, height } = page.getViewport({ scale: 1 });
        if (ending.signal.aborted || canvas.current === null || text.current === null) return;
        tellSize({ width, height });
        await drawPage(page, { canvas: canvas.current, text: text.current, scale }, ending.signal);
        if (!ending.signal.aborted) setFailed(false);
      } catch {
        if (!ending.signal.aborted) setFailed(true);
      }
    })();
    return () => {
      ending.abort();
    };
  }, [pdf, number, scale]);

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
