import type { Picture } from '../tree/document-tree.ts';
import type { TextFont } from '../fonts/text-font.ts';
import { pdfText } from './open-pdf.ts';
import type { Pdf, PdfImage } from './open-pdf.ts';
import type { PageBook } from './page-book.ts';
import { ink, sizeOf } from './page-format.ts';
import type { SetLine, SetRun } from './place-line.ts';
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
  readonly #fonts = new Set<TextFont>();
  readonly #roots: Element[] = [];
  readonly #book: PageBook;

  constructor(pdf: Pdf, book: PageBook) {
    this.#pdf = pdf;
    this.#book = book;
  }

  /** A line of text; its links can be followed and stand as links in the tree. */
  line({ runs }: SetLine, place: LinePlace): void {
    let from = 0;
    while (from < runs.length) {
      const link = runs[from]?.link;
      let to = from + 1;
      while (to < runs.length && runs[to]?.link === link) {
        to += 1;
      }
      const same = runs.slice(from, to);
      if (place.tag === undefined || link === undefined) {
        this.#marked(place.tag, () => same.forEach((run) => this.#run(run, place)));
      } else {
        this.#link(same, link, { ...place, tag: place.tag });
      }
      from = to;
    }
  }

  /** Runs that lead to one address, with one area that can be clicked. */
  #link(runs: readonly SetRun[], link: string, place: LinePlace & { readonly tag: TagNode }): void {
    const tag = tagNode('Link', place.tag);
    this.#marked(tag, () => runs.forEach((run) => this.#run(run, place)));
    const left = Math.min(...runs.map((run) => run.x));
    const right = Math.max(...runs.map((run) => run.x + run.width));
    const top = place.baseline - place.fontSize;
    const note = runs[0]?.note;
    if (note !== undefined) {
      this.#book.place(`note-ref-${note}`, top);
    }
    const options = { structParent: this.#element(tag), Contents: pdfText(runs.map((run) => run.text).join('')) };
    if (link.startsWith('#')) {
      this.#pdf.goTo(place.x + left, top, right - left, place.fontSize * 1.3, this.#book.nameOf(link.slice(1)), options);
    } else {
      this.#pdf.link(place.x + left, top, right - left, place.fontSize * 1.3, link, options);
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
    const size = sizeOf(run, fontSize);
    const rise = run.note === undefined ? 0 : 0.35 * fontSize;
    this.#pdf.font(this.#embedded(run.font)).fontSize(size).fillColor(shade).text(run.text, left, baseline - rise, { lineBreak: false, baseline: 'alphabetic' });
    if (run.link !== undefined && run.note === undefined) {
      this.#pdf.rect(left, baseline + 0.12 * fontSize, run.width, 0.05 * fontSize).fill(shade);
    }
    if (run.strike) {
      this.#pdf.rect(left, baseline - 0.3 * fontSize, run.width, 0.06 * fontSize).fill(shade);
    }
  }

  /** The name of a font, which is in the file from its first use on. */
  #embedded(font: TextFont): string {
    if (!this.#fonts.has(font)) {
      this.#fonts.add(font);
      this.#pdf.registerFont(font.name, font.bytes());
    }
    return font.name;
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
