import '../../../../src/core/domain/model/without-eval.ts';
import '../../../../src/renderer/tokens.css';
import '../../../../src/renderer/base.css';
import { type ComponentType, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { DiffView } from '../../../../src/renderer/editors/diff/DiffView.tsx';
import { MergeView } from '../../../../src/renderer/editors/diff/MergeView.tsx';
import { StructureDiff } from '../../../../src/renderer/editors/diff/StructureDiff.tsx';
import { CsvGrid } from '../../../../src/renderer/editors/grid/CsvGrid.tsx';
import { PdfView } from '../../../../src/renderer/editors/pdf/PdfView.tsx';
import { HtmlPreview } from '../../../../src/renderer/editors/preview/HtmlPreview.tsx';
import { MarkdownPreview } from '../../../../src/renderer/editors/preview/MarkdownPreview.tsx';
import { TextEditor } from '../../../../src/renderer/editors/text/TextEditor.tsx';

/** A page that shows one editor or preview by itself and notes what it tells. */
const parts = { CsvGrid, DiffView, HtmlPreview, MarkdownPreview, MergeView, PdfView, StructureDiff, TextEditor } as unknown as Readonly<Record<string, ComponentType<Readonly<Record<string, unknown>>>>>;

export interface EditorsPage {
  /** Shows a part below another with each of many properties. */
  showMany(name: string, many: readonly Readonly<Record<string, unknown>>[]): void;
  /** Shows a part; what it tells by `onChange` becomes its value, as in a form. */
  show(name: string, props: Readonly<Record<string, unknown>>): void;
  readonly told: unknown[];
  readonly saved: number[];
}

declare global {
  interface Window {
    editors: EditorsPage;
  }
}

const place = document.querySelector('#root');
if (place === null) throw new Error('The page has no #root.');
const root = createRoot(place);
document.documentElement.dataset['theme'] = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

const page: EditorsPage = {
  told: [],
  saved: [],
  showMany(name, many) {
    const Part = parts[name];
    if (Part === undefined) throw new Error(`No part is called "${name}".`);
    root.render(
      <main style={{ display: 'grid', gridTemplateColumns: 'repeat(5, 1fr)', gridAutoRows: '9rem' }}>
        {many.map((props, index) => (
          <div key={index} style={{ minHeight: 0, overflow: 'hidden' }}>
            <Part {...props} />
          </div>
        ))}
      </main>,
    );
  },
  show(name, props) {
    const Part = parts[name];
    if (Part === undefined) throw new Error(`No part is called "${name}".`);
    const onChange = (value: unknown): void => {
      page.told.push(value);
      if (typeof value === 'string') page.show(name, { ...props, value });
    };
    const onSave = (): void => {
      page.saved.push(page.told.length);
    };
    root.render(
      <StrictMode>
        <main style={{ height: '100%' }}>
          <h1 className="visually-hidden">{name}</h1>
          <div style={{ height: '100%' }}>
            <Part {...props} onChange={onChange} onSave={onSave} />
          </div>
        </main>
      </StrictMode>,
    );
  },
};
window.editors = page;
