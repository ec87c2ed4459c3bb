import { describe, expect, it } from 'vitest';
import { textAreaOn } from '../../../src/core/documents/docx/docx-styles.ts';
import { docxInlines } from '../../../src/core/documents/docx/docx-inlines.ts';
import { usualPaper } from '../../../src/core/domain/model/document.ts';
import type { Inline } from '../../../src/core/documents/tree/document-tree.ts';

/** So many that no call takes them as arguments. */
const count = 150_000;

describe('a paragraph of very many styles', () => {
  const nodes: readonly Inline[] = Array.from({ length: count }, (_, index): Inline => (index % 2 === 0 ? { type: 'text', value: 'word ' } : { type: 'strong', children: [{ type: 'text', value: 'hard ' }] }));

  it('has a run of its own for each in a Word file', () => {
    expect(docxInlines(nodes, { starts: new Set(), lists: 0, figures: 0, direction: 'ltr', textArea: textAreaOn(usualPaper), bookmarks: new Map(), hasNotes: false })).toHaveLength(count);
  });
});
