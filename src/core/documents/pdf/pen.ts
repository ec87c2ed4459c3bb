import type { Picture } from '../tree/document-tree.ts';
import { faceOf } from '../tree/styled-runs.ts';
import { pdfText } from './open-pdf.ts';
import type { Pdf, PdfImage } from './open-pdf.ts';
import { ink } from './page-format.ts';
import type { SetLine, SetRun } from './set-lines.ts';
import { tagNode } from './tag-node.ts';
import type { TagNode } from './tag-node.ts';

type Element = ReturnType<Pdf['struct']>;

/** Where a line begins, how big its letters are and which part of the document it belongs to. */
export interface LinePlace {
  readonly x: number;
  readonly baseline: number;
  readonly fontSize: number;
  readonly color: string;
  /** None for what only decorates, such as the header of a table on its second page. */
  readonly tag: TagNode | undefined;
}

/** Draws on the current page, each mark either tagged with its part of the document or as decoration. */
export class Pen {
  readonly #pdf: Pdf;
  readonly #elements = new Map<TagNode, Element>();
  readonly #pictures = new Map<Picture, PdfImage>();
  readonly #roots: Element[] = [];

  constructor(pdf: Pdf) {
    this.#pdf = pdf;
  }

  /** A line of text; its links can be followed and stand as links in the tree. */
  line({ runs }: SetLine, place: LinePlace): void {
    for (const run of runs) {
      const { tag } = place;
      if (tag === undefined || run.link === undefined) {
        this.#marked(tag, () => this.#run(run, place));
        continue;
      }
      const link = tagNode('Link', tag);
      this.#marked(link, () => this.#run(run, place));
      const box = { top: place.baseline - place.fontSize, height: place.fontSize * 1.3 };
      this.#pdf.link(place.x + run.x, box.top, run.width, box.height, run.link, { structParent: this.#element(link), Contents: pdfText(run.text) });
    }
  }

  /** A rectangle that means nothing. */
  shade(area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }, color: string): void {
    this.#marked(undefined, () => this.#pdf.rect(area.x, area.y, area.width, area.height).fill(color));
  }

  /** A picture with the words that stand for it in its tag. */
  picture(picture: Picture, area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }, tag: TagNode): void {
    this.#marked(tag, () => this.#pdf.image(this.#opened(picture), area.x, area.y, { width: area.width, height: area.height }));
  }

  /** Puts a part into the tree even if nothing is drawn for it, such as an empty cell. */
  enter(node: TagNode): void {
    this.#element(node);
  }

  /** Closes the tree; nothing can be tagged after. */
  endTags(): void {
    for (const root of this.#roots) {
      root.end();
    }
  }

  /** The library puts its own lines under and through a text as if it began at its top, so they are drawn here. */
  #run(run: SetRun, { x, baseline, fontSize, color }: LinePlace): void {
    const shade = run.link === undefined ? color : ink.link;
    const left = x + run.x;
    this.#pdf.font(faceOf(run)).fontSize(fontSize).fillColor(shade).text(run.text, left, baseline, { lineBreak: false, baseline: 'alphabetic' });
    if (run.link !== undefined) {
      this.#pdf.rect(left, baseline + 0.12 * fontSize, run.width, 0.05 * fontSize).fill(shade);
    }
    if (run.strike) {
      this.#pdf.rect(left, baseline - 0.3 * fontSize, run.width, 0.06 * fontSize).fill(shade);
    }
  }

  #marked(tag: TagNode | undefined, draw: () => void): void {
    if (tag === undefined) {
      this.#pdf.markContent('Artifact', { type: 'Layout' });
      draw();
      this.#pdf.endMarkedContent();
      return;
    }
    const element = this.#element(tag);
    const content = this.#pdf.markStructureContent(tag.type);
    draw();
    this.#pdf.endMarkedContent();
    element.add(content);
  }

  #element(node: TagNode): Element {
    const known = this.#elements.get(node);
    if (known !== undefined) {
      return known;
    }
    const element = this.#pdf.struct(node.type, { ...node.options });
    this.#elements.set(node, element);
    if (node.parent === undefined) {
      this.#pdf.addStructure(element);
      this.#roots.push(element);
    } else {
      this.#element(node.parent).add(element);
    }
    return element;
  }

  /** A picture that is placed twice is in the file once. */
  #opened(picture: Picture): PdfImage {
    const image = this.#pictures.get(picture) ?? this.#pdf.openImage(Buffer.from(picture.bytes));
    this.#pictures.set(picture, image);
    return image;
  }
}
