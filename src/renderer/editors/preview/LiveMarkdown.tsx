import { useEffect, useRef } from 'react';
import { classNames } from '../../components/class-names.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ScrollArea } from '../../components/ScrollArea.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import prose from '../../components/Prose.module.css';
import { byteWords } from '../../components/time-words.ts';
import { editorWords } from '../../strings/editors.ts';
import { MarkdownBlocks } from './MarkdownBlocks.tsx';
import type { MarkdownPreviewProps } from './MarkdownPreview.tsx';
import styles from './preview.module.css';
import { useMarkdown } from './use-markdown.ts';

/** Longer texts are books; they are edited and exported, and not drawn at every letter. */
const longest = 2_000_000;

/** The preview itself, apart from what loads it. */
export function LiveMarkdown({ source, label, line }: MarkdownPreviewProps) {
  if (source.length > longest) return <EmptyState icon="file" title={editorWords.preview.tooLong(byteWords(longest))} text={editorWords.preview.tooLongNext} />;
  return <Blocks source={source} label={label} {...(line === undefined ? {} : { line })} />;
}

function Blocks({ source, label, line }: MarkdownPreviewProps) {
  const { blocks, isFailed } = useMarkdown(source);
  const area = useRef<HTMLDivElement>(null);
  const isDrawn = blocks !== undefined;
  useEffect(() => (line === undefined || !isDrawn || area.current === null ? undefined : keep(area.current, (element) => { bringUp(element, line); })), [line, isDrawn]);
  useEffect(() => (isDrawn && area.current !== null ? endByKey(area.current) : undefined), [isDrawn]);

  if (blocks === undefined) return isFailed ? <EmptyState icon="file" title={editorWords.preview.failed} text={editorWords.preview.failedNext} /> : <Skeleton shape="block" />;
  return (
    <ScrollArea label={label} ref={area} className={styles['paper']}>
      {isFailed && <p role="status">{editorWords.preview.failed}</p>}
      <div className={classNames(prose['prose'], styles['blocks'])}>
        <MarkdownBlocks blocks={blocks} line={line} />
      </div>
    </ScrollArea>
  );
}

/** Brings something into sight, again whenever what stands above it gets its real height, until somebody scrolls by hand. */
function keep(area: HTMLElement, bring: (area: HTMLElement) => void): () => void {
  const left = new AbortController();
  const observer = new ResizeObserver(() => { bring(area); });
  for (const content of area.children) observer.observe(content);
  left.signal.addEventListener('abort', () => { observer.disconnect(); });
  const leave = (): void => { left.abort(); };
  for (const by of ['wheel', 'pointerdown', 'keydown']) area.addEventListener(by, leave, { signal: left.signal, passive: true });
  bring(area);
  return leave;
}

/** The key leads to the very end, which lies further down once what was only estimated is drawn. */
function endByKey(area: HTMLElement): () => void {
  const gone = new AbortController();
  let leave = (): void => undefined;
  area.addEventListener('keydown', ({ key }) => {
    if (key !== 'End') return;
    leave();
    leave = keep(area, (element) => { element.scrollTop = element.scrollHeight; });
  }, { signal: gone.signal });
  return () => {
    leave();
    gone.abort();
  };
}

/** Scrolls the area alone, so that nothing around it moves. */
function bringUp(area: HTMLElement, line: number): void {
  const blocks = [...area.querySelectorAll<HTMLElement>('[data-line]')];
  const block = blocks.findLast((element) => Number(element.dataset['line']) <= line);
  area.scrollTop = block === undefined || block === blocks[0] ? 0 : area.scrollTop + block.getBoundingClientRect().top - area.getBoundingClientRect().top - 8;
}
