import { useEffect, useState } from 'react';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { editorWords } from '../../strings/editors.ts';
import { OpenPdf, type PageSize, type PdfFault } from './open-pdf.ts';
import { PdfReader } from './PdfReader.tsx';
import type { PdfViewProps } from './PdfView.tsx';

const words = editorWords.pdf;

type Opened = { readonly fault: PdfFault } | { readonly pdf: OpenPdf; readonly first: PageSize };

/** The view itself, apart from what loads it: opens the file, shows it, or says why not. */
export function PdfPages({ bytes, label }: PdfViewProps) {
  const [opened, setOpened] = useState<Opened>();
  useEffect(() => {
    const ending = new AbortController();
    let pdf: OpenPdf | undefined;
    void (async () => {
      const result = await openFirst(bytes, ending.signal);
      if ('pdf' in result) ({ pdf } = result);
      if (ending.signal.aborted) pdf?.close();
      else setOpened(result);
    })();
    return () => {
      ending.abort();
      pdf?.close();
      setOpened(undefined);
    };
  }, [bytes]);

  if (opened === undefined) return <Skeleton shape="block" />;
  if ('fault' in opened) return <EmptyState icon="file" title={words.faults[opened.fault].title} text={words.faults[opened.fault].text} />;
  return <PdfReader pdf={opened.pdf} first={opened.first} label={label} />;
}

async function openFirst(bytes: Uint8Array, signal: AbortSignal): Promise<Opened> {
  const pdf = await OpenPdf.open(bytes, signal);
  if (typeof pdf === 'string') return { fault: pdf };
  try {
    return { pdf, first: await pdf.sizeOf(1) };
  } catch {
    pdf.close();
    return { fault: 'damaged' };
  }
}
