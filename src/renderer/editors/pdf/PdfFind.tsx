import { useRef, useState } from 'react';
import { editorWords } from '../../strings/editors.ts';
import { FindBar } from '../FindBar.tsx';
import type { OpenPdf } from './open-pdf.ts';

const words = editorWords.pdf;

export interface PdfFindProps {
  readonly pdf: OpenPdf;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

/** Looks for a word from the page in sight on; Enter goes to the next page that holds it. */
export function PdfFind({ pdf, page, onPage }: PdfFindProps) {
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState('');
  const search = useRef<AbortController>(undefined);

  const find = async (from: number): Promise<void> => {
    search.current?.abort();
    const ending = new AbortController();
    search.current = ending;
    const wanted = text.trim().toLowerCase();
    if (wanted === '') return;
    setAnswer(words.searching);
    for (let step = 0; step < pdf.pages; step += 1) {
      const number = ((from - 1 + step) % pdf.pages) + 1;
      const found = (await pdf.textOf(number).catch(() => '')).toLowerCase().includes(wanted);
      if (ending.signal.aborted) return;
      if (!found) continue;
      onPage(number);
      setAnswer(words.found(number));
      return;
    }
    setAnswer(words.notFound);
  };
  return (
    <FindBar
      label={words.find}
      text={text}
      onText={(next) => {
        setText(next);
        setAnswer('');
      }}
      onNext={() => void find(answer === words.found(page) ? page + 1 : page)}
      answer={answer}
    />
  );
}
