import { AnnotationMode, getDocument, type PageViewport, type PDFDocumentProxy, type PDFPageProxy, PDFWorker, TextLayer, VerbosityLevel } from 'pdfjs-dist';
// oxlint-disable-next-line import/default -- the build gives the address of the thread's file
import address from 'pdfjs-dist/build/pdf.worker.min.mjs?worker&url';
import { startThread } from '../trusted.ts';

/** Why a file cannot be shown. */
export type PdfFault = 'locked' | 'damaged';

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** Nothing is loaded for a file: what it does not bring is drawn with what the system has. */
class NothingElse {
  async fetch(): Promise<never> {
    throw new Error('A PDF brings what it needs; nothing is loaded for it.');
  }
}

/** The most pixels a page is drawn with; beyond it is drawn coarser. */
const mostPixels = 16_000_000;

/** A PDF in a thread of its own until it is closed. Its scripts, forms, links and actions are never looked at. */
export class OpenPdf {
  readonly #thread: Worker;
  readonly #document: PDFDocumentProxy;

  private constructor(thread: Worker, document: PDFDocumentProxy) {
    this.#thread = thread;
    this.#document = document;
  }

  /** Opens a file, or says what is wrong with it. */
  static async open(bytes: Uint8Array, signal: AbortSignal): Promise<OpenPdf | PdfFault> {
    const thread = startThread(address, 'aiwm-pdf');
    signal.addEventListener('abort', () => { thread.terminate(); }, { once: true });
    const worker = PDFWorker.create({ port: thread, verbosity: VerbosityLevel.ERRORS });
    const loading = getDocument({
      data: bytes.slice(),
      worker,
      verbosity: VerbosityLevel.ERRORS,
      enableXfa: false,
      useWasm: false,
      useWorkerFetch: false,
      useSystemFonts: true,
      disableAutoFetch: true,
      disableWorkerRendering: true,
      maxImageSize: 64_000_000,
      BinaryDataFactory: NothingElse,
    });
    loading.onPassword = () => void loading.destroy();
    try {
      return new OpenPdf(thread, await loading.promise);
    } catch (error) {
      thread.terminate();
      return error instanceof Error && (error.name === 'PasswordException' || /destroyed/u.test(error.message)) ? 'locked' : 'damaged';
    }
  }

  get pages(): number {
    return this.#document.numPages;
  }

  async page(number: number): Promise<PDFPageProxy> {
    return this.#document.getPage(number);
  }

  async sizeOf(number: number): Promise<PageSize> {
    const { width, height } = (await this.page(number)).getViewport({ scale: 1 });
    return { width, height };
  }

  /** The text of a page, for searching. */
  async textOf(number: number): Promise<string> {
    const { items } = await (await this.page(number)).getTextContent();
    return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('');
  }

  close(): void {
    void this.#document.loadingTask.destroy().finally(() => {
      this.#thread.terminate();
    });
  }
}

/** Draws a page on a canvas, with its text above to be selected. Ends early when the signal says so. */
export async function drawPage(page: PDFPageProxy, to: { readonly canvas: HTMLCanvasElement; readonly text: HTMLElement; readonly scale: number }, signal: AbortSignal): Promise<void> {
  const viewport = page.getViewport({ scale: to.scale });
  const density = Math.min(devicePixelRatio, Math.sqrt(mostPixels / (viewport.width * viewport.height)));
  to.canvas.width = Math.floor(viewport.width * density);
  to.canvas.height = Math.floor(viewport.height * density);
  const drawing = page.render({ canvas: to.canvas, viewport, transform: [density, 0, 0, density, 0, 0], annotationMode: AnnotationMode.DISABLE });
  signal.addEventListener('abort', () => { drawing.cancel(); }, { once: true });
  await drawing.promise;
  if (!signal.aborted) await layText(page, to.text, viewport);
}

async function layText(page: PDFPageProxy, container: HTMLElement, viewport: PageViewport): Promise<void> {
  container.replaceChildren();
  await new TextLayer({ textContentSource: await page.getTextContent(), container, viewport }).render();
}
