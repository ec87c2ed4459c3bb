import type { DejavuFace } from '../fonts/dejavu-fonts.ts';
import type { Inline } from './document-tree.ts';

/** How a piece of text is dressed. */
export interface RunStyle {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly strike: boolean;
  readonly code: boolean;
  /** An address, or `#` and the name of a place in the document. */
  readonly link: string | undefined;
  /** The number of a footnote, which the text of the run shows. */
  readonly note: number | undefined;
}

/** A piece of text in one style, or the end of a line. */
export interface StyledRun extends RunStyle {
  readonly text: string;
  readonly isBreak: boolean;
}

export const plainStyle: RunStyle = { bold: false, italic: false, strike: false, code: false, link: undefined, note: undefined };

/** Inline content as a flat row of runs, the way lines are set. */
export function styledRuns(nodes: readonly Inline[], style: RunStyle = plainStyle): readonly StyledRun[] {
  return nodes.flatMap((node): readonly StyledRun[] => {
    switch (node.type) {
      case 'text':
        return [{ ...style, text: node.value, isBreak: false }];
      case 'inlineCode':
        return [{ ...style, code: true, text: node.value, isBreak: false }];
      case 'break':
        return [{ ...style, text: '', isBreak: true }];
      case 'footnoteReference':
        return [{ ...style, link: noteLink(node.number), note: node.number, text: String(node.number), isBreak: false }];
      case 'strong':
        return styledRuns(node.children, { ...style, bold: true });
      case 'emphasis':
        return styledRuns(node.children, { ...style, italic: true });
      case 'strike':
        return styledRuns(node.children, { ...style, strike: true });
      case 'link':
        return styledRuns(node.children, { ...style, link: node.url });
    }
  });
}

/** The place of a footnote, as links name it. */
export function noteLink(number: number): string {
  return `#note-${number}`;
}

/** The face that a run is set in; code has no slanted one. */
export function faceOf({ bold, italic, code }: RunStyle): DejavuFace {
  if (code) {
    return bold ? 'monoBold' : 'mono';
  }
  return bold ? (italic ? 'boldItalic' : 'bold') : italic ? 'italic' : 'regular';
}
