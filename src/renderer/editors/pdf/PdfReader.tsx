import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { ScrollArea } from '../../components/ScrollArea.tsx';
import { openDialog } from '../../state/open-dialog.ts';
import { useDocumentKeys } from '../../state/use-document-keys.ts';
import type { PdfPlace } from './find-in-pdf.ts';
import type { OpenPdf, PageSize } from './open-pdf.ts';
import { PdfPage } from './PdfPage.tsx';
import { PdfToolbar } from './PdfToolbar.tsx';
import styles from './pdf.module.css';

/** Between pages, and around them. */
const gap = 16;

export interface PdfReaderProps {
  readonly pdf: OpenPdf;
  /** The size of the first page, which stands for pages not seen yet. */
  readonly first: PageSize;
  readonly label: string;
}

/** The pages of an open file: those near the window are drawn. */
export function PdfReader({ pdf, first, label }: PdfReaderProps) {
  const area = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<number>();
  const [width, setWidth] = useState(0);
  const [sizes, setSizes] = useState<ReadonlyMap<number, PageSize>>(new Map());
  const scale = zoom ?? Math.max(0.1, Math.min(1.5, (width - 2 * gap) / first.width));
  const sizeOf = (index: number): PageSize => sizes.get(index) ?? first;
  // oxlint-disable-next-line react/incompatible-library -- its functions are used here only, never handed to a memoized child
  const rows = useVirtualizer({
    count: pdf.pages,
    getScrollElement: () => area.current,
    estimateSize: (index) => sizeOf(index).height * scale + gap,
    overscan: 1,
    paddingStart: gap,
    paddingEnd: gap,
  });
  const { measure } = rows;
  const whole = useRef<HTMLDivElement>(null);
  const [found, setFound] = useState<PdfPlace>();
  // A page is drawn again whenever it comes near, and its place is brought up only once.
  const shown = useRef<PdfPlace>(undefined);
  useFindKey(whole);

  useEffect(() => {
    if (area.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(entry.contentRect.width);
    });
    observer.observe(area.current);
    return () => {
      observer.disconnect();
    };
  }, []);
  useEffect(() => {
    measure();
  }, [measure, scale, sizes]);

  const middle = (rows.scrollOffset ?? 0) + (rows.scrollRect?.height ?? 0) / 3;
  const current = rows.getVirtualItems().findLast(({ start }) => start <= middle)?.index ?? 0;
  return (
    <div ref={whole} className={styles['view']}>
      <PdfToolbar
        pdf={pdf}
        page={current + 1}
        scale={scale}
        isFitted={zoom === undefined}
        onPage={(page) => { rows.scrollToIndex(page - 1, { align: 'start' }); }}
        found={found}
        onFound={(next) => {
          setFound(next);
          if (next !== undefined) rows.scrollToIndex(next.page - 1, { align: 'start' });
        }}
        onZoom={setZoom}
      />
      <ScrollArea label={label} ref={area} className={styles['pages']}>
        {width > 0 && (
          <div className={styles['strip']} style={{ height: rows.getTotalSize(), width: Math.max(width, first.width * scale + 2 * gap) }}>
            {rows.getVirtualItems().map(({ index, start }) => (
              <PdfPage
                key={index}
                pdf={pdf}
                number={index + 1}
                size={sizeOf(index)}
                scale={scale}
                top={start}
                onSize={(size) => { setSizes((before) => (sameSize(before.get(index) ?? first, size) ? before : new Map(before).set(index, size))); }}
                found={found?.page === index + 1 ? found : undefined}
                onMarked={(place) => {
                  if (shown.current === found) return;
                  shown.current = found;
                  place.startContainer.parentElement?.scrollIntoView({ block: 'center', inline: 'nearest' });
                }}
              />
            ))}
          </div>
        )}
      </ScrollArea>
    </div>
  );
}

/** Ctrl or Cmd with F goes to the field that finds: what a browser finds by itself is only the pages near the window. */
function useFindKey(whole: RefObject<HTMLElement | null>): void {
  useDocumentKeys((event) => {
    if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'f') return;
    const over = openDialog();
    if (over !== null && !over.contains(whole.current)) return;
    event.preventDefault();
    whole.current?.querySelector<HTMLInputElement>('[data-page-search]')?.select();
  });
}

function sameSize(one: PageSize, other: PageSize): boolean {
  return one.width === other.width && one.height === other.height;
}
