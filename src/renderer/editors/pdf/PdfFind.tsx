import { useEffect, useRef, useState } from 'react';
import { editorWords } from '../../strings/editors.ts';
import { FindBar } from '../FindBar.tsx';
import { findInPdf, type PdfPlace } from './find-in-pdf.ts';
import type { OpenPdf } from './open-pdf.ts';

const words = editorWords.pdf;

export interface PdfFindProps {
  readonly pdf: OpenPdf;
  /** The page in sight. */
  readonly page: number;
  /** The place that was found last. */
  readonly found: PdfPlace | undefined;
  readonly onFound: (found: PdfPlace | undefined) => void;
}

/** Looks for a text from the page in sight on; Enter goes to the next place that holds it. */
export function PdfFind({ pdf, page, found, onFound }: PdfFindProps) {
  const [text, setText] = useState('');
  const [state, setState] = useState<'idle' | 'searching' | 'missing'>('idle');
  const search = useRef<AbortController>(undefined);
  useEffect(() => () => { search.current?.abort(); }, []);

  const begin = (): AbortSignal => {
    search.current?.abort();
    search.current = new AbortController();
    return search.current.signal;
  };
  const find = async (): Promise<void> => {
    const signal = begin();
    const wanted = text.trim();
    if (wanted === '') return;
    setState('searching');
    // Whoever turned the pages looks on from there; the page of a place near an end is not the one in sight.
    const after = found !== undefined && Math.abs(found.page - page) <= 1 ? found : undefined;
    const next = await findInPdf(pdf, { wanted, page, after }, signal);
    if (signal.aborted) return;
    setState(next === undefined ? 'missing' : 'idle');
    onFound(next);
  };
  const said = { idle: found === undefined ? '' : words.found(found.page, found.index + 1, found.count), searching: words.searching, missing: words.notFound };
  return (
    <FindBar
      label={words.find}
      text={text}
      onText={(next) => {
        begin();
        setText(next);
        setState('idle');
        onFound(undefined);
      }}
      onNext={() => void find()}
      answer={said[state]}
    />
  );
}
