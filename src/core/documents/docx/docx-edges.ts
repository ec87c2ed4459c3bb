import { AlignmentType, Footer, Header, PageNumber, Paragraph, TextRun } from 'docx';
import type { DocumentTree } from '../tree/document-tree.ts';
import { pageNumberJoint } from '../tree/page-number.ts';
import { directedPieces, directionOf } from '../tree/text-direction.ts';
import { textAreaOn } from './docx-styles.ts';

const dress = { size: 18, color: '52606D' } as const;

/** The words at the head of each page. */
export function docxHeader({ header, direction }: DocumentTree): Header {
  return new Header({ children: [new Paragraph({ spacing: { after: 0 }, ...wayOf(header, direction), children: wordRuns(header) })] });
}

/** The words at the foot of each page and its number; a number without words stands in the middle. */
export function docxFooter({ footer, language, direction, paper }: DocumentTree): Footer {
  const number = new TextRun({ children: [PageNumber.CURRENT, pageNumberJoint(language), PageNumber.TOTAL_PAGES], ...dress });
  const paragraph =
    footer === ''
      ? new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 0 }, children: [number] })
      : new Paragraph({
          spacing: { after: 0 },
          ...wayOf(footer, direction),
          tabStops: [{ type: 'right', position: textAreaOn(paper).width }],
          children: [...wordRuns(footer), new TextRun({ text: '\t' }), number],
        });
  return new Footer({ children: [paragraph] });
}

function wordRuns(words: string): TextRun[] {
  return directedPieces(words).map(({ text, isRight }) => new TextRun({ text, ...dress, ...(isRight ? { rightToLeft: true } : {}) }));
}

function wayOf(words: string, direction: DocumentTree['direction']): { readonly bidirectional?: true } {
  return directionOf(words, direction) === 'rtl' ? { bidirectional: true } : {};
}
