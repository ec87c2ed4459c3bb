import { useRef, useState } from 'react';
import { SearchInput } from '../../components/SearchInput.tsx';
import { editorWords } from '../../strings/editors.ts';
import type { OpenPdf } from './open-pdf.ts';
import styles from './pdf.module.css';

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
    <form
      role="search"
      className={styles['find']}
      onSubmit={(event) => {
        event.preventDefault();
        void find(answer === words.found(page) ? page + 1 : page);
      }}
    >
      <SearchInput label={words.find} value={text} onChange={(next) => { setText(next); setAnswer(''); }} />
      <span role="status" className={styles['answer']}>{answer}</span>
    </form>
  );
}
