import { useState } from 'react';
import { Button, IconButton } from '../../components/Button.tsx';
import { editorWords } from '../../strings/editors.ts';
import type { PdfPlace } from './find-in-pdf.ts';
import type { OpenPdf } from './open-pdf.ts';
import { PdfFind } from './PdfFind.tsx';
import styles from './pdf.module.css';
import { nextZoom } from './zoom-steps.ts';

const words = editorWords.pdf;

export interface PdfToolbarProps {
  readonly pdf: OpenPdf;
  readonly page: number;
  readonly scale: number;
  /** The pages are as wide as the place they stand in. */
  readonly isFitted: boolean;
  readonly onPage: (page: number) => void;
  /** The place of a text that was looked for. */
  readonly found: PdfPlace | undefined;
  readonly onFound: (found: PdfPlace | undefined) => void;
  /** Nothing fits the pages to their place again. */
  readonly onZoom: (zoom: number | undefined) => void;
}

/** Which page, how large, and where a word stands. */
export function PdfToolbar({ pdf, page, scale, isFitted, onPage, found, onFound, onZoom }: PdfToolbarProps) {
  const [wanted, setWanted] = useState<string>();
  const go = (): void => {
    const number = Math.round(Number(wanted));
    setWanted(undefined);
    if (number >= 1) onPage(Math.min(number, pdf.pages));
  };
  return (
    <div className={styles['bar']} role="toolbar" aria-label={words.toolbar}>
      <IconButton label={words.previous} icon="chevronUp" isDisabled={page <= 1} onPress={() => { onPage(page - 1); }} />
      <IconButton label={words.next} icon="chevronDown" isDisabled={page >= pdf.pages} onPress={() => { onPage(page + 1); }} />
      <label className={styles['number']}>
        <span>{words.pageLabel}</span>
        <input
          inputMode="numeric"
          value={wanted ?? String(page)}
          onChange={(event) => { setWanted(event.target.value.replaceAll(/\D/gu, '')); }}
          onBlur={() => { if (wanted !== undefined) go(); }}
          onKeyDown={(event) => { if (event.key === 'Enter') go(); }}
        />
        <span>{words.of(pdf.pages)}</span>
      </label>
      <PdfFind pdf={pdf} page={page} found={found} onFound={onFound} />
      <IconButton label={words.smaller} icon="minus" onPress={() => { onZoom(nextZoom(scale, -1)); }} />
      <span className={styles['scale']} role="status">{words.scale(Math.round(scale * 100))}</span>
      <IconButton label={words.larger} icon="plus" onPress={() => { onZoom(nextZoom(scale, 1)); }} />
      <Button size="small" look="quiet" isDisabled={isFitted} onPress={() => { onZoom(undefined); }}>
        {words.fit}
      </Button>
    </div>
  );
}
