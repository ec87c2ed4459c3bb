import { Suspense } from 'react';
import { lazyPart } from '../../client/lazy-part.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import type { Delimiter } from './csv-sheet.ts';

const SheetGrid = lazyPart(async () => ({ default: (await import('./SheetGrid.tsx')).SheetGrid }));

export interface CsvGridProps {
  readonly label: string;
  /** CSV text; its delimiter, quotes and line ends are recognised and kept. Another value than the one last told takes its place. */
  readonly value: string;
  /** The whole text after each edit. What was not edited keeps its bytes. */
  readonly onChange?: (value: string) => void;
  readonly isReadOnly?: boolean;
  /** Where it is known; otherwise it is recognised. */
  readonly delimiter?: Delimiter;
}

/** A table of text as a grid for keyboard and pointer; its first row names the columns. It fills its parent. */
export function CsvGrid(props: CsvGridProps) {
  return (
    <Suspense fallback={<Skeleton shape="block" />}>
      <SheetGrid {...props} />
    </Suspense>
  );
}
