import { useEffect, useRef, useState } from 'react';
import type { ArtifactView } from '../../core/domain/operations/artifacts.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { JsonView } from '../components/JsonView.tsx';
import { Markdown } from '../components/Markdown.tsx';
import { CsvGrid } from '../editors/grid/CsvGrid.tsx';
import { PdfView } from '../editors/pdf/PdfView.tsx';
import { HtmlPreview } from '../editors/preview/HtmlPreview.tsx';
import { runWords } from '../strings/runs.ts';
import type { PreviewKind } from './artifact-kinds.ts';
import styles from './ArtifactPreview.module.css';

/** Facts at the head of a Markdown file, between two lines of dashes; they are for programs. */
const frontMatter = /^---\r?\n[\s\S]*?\r?\n---\r?\n/u;

export interface ArtifactContentProps {
  readonly artifact: ArtifactView;
  readonly kind: PreviewKind;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The bytes of an artifact, drawn as what they are. */
export function ArtifactContent({ artifact: { name, mediaType }, kind, bytes }: ArtifactContentProps) {
  if (kind === 'pdf') return <div className={styles['page']}><PdfView bytes={bytes} label={name} /></div>;
  if (kind === 'picture') return <Picture name={name} mediaType={mediaType} bytes={bytes} />;
  const text = textOf(bytes);
  if (text === undefined) return <EmptyState icon="file" title={name} text={runWords.artifacts.notText} />;
  switch (kind) {
    case 'markdown':
      return <Markdown source={text.replace(frontMatter, '')} />;
    case 'html':
      return <div className={styles['page']}><HtmlPreview source={text} title={name} /></div>;
    case 'table':
      return <div className={styles['page']}><CsvGrid label={name} value={text} isReadOnly /></div>;
    case 'json':
      return <JsonView value={indented(text)} label={name} />;
    case 'text':
      return <JsonView value={text} label={name} />;
  }
}

/** Nothing in it can run or load: the browser draws a picture from bytes it already has. */
function Picture({ name, mediaType, bytes }: { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array<ArrayBuffer> }) {
  const frame = useRef<HTMLImageElement>(null);
  const [isFailed, setFailed] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
    if (frame.current !== null) frame.current.src = made;
    return () => {
      URL.revokeObjectURL(made);
    };
  }, [bytes, mediaType]);
  if (isFailed) return <EmptyState icon="file" title={name} text={runWords.artifacts.noPreview} />;
  return <img ref={frame} className={styles['picture']} alt={name} onError={() => { setFailed(true); }} />;
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
