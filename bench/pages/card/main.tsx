import '../../../src/core/domain/model/without-eval.ts';
import '../../../src/renderer/tokens.css';
import '../../../src/renderer/base.css';
import { createORPCClient } from '@orpc/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { Card, type CardField, inputsOf } from '../../../src/core/domain/model/card.ts';
import type { CardView } from '../../../src/core/domain/operations/cards.ts';
import { CardForm } from '../../../src/renderer/cards/CardForm.tsx';
import type { Client } from '../../../src/renderer/client/connect.ts';
import { ClientProvider } from '../../../src/renderer/client/ClientProvider.tsx';
import { createQueryClient } from '../../../src/renderer/client/query-client.ts';

/** One page with a card of many parts as people get it, or with the same fields as bare elements; how long it takes is told to who opened it. */
const isBare = new URLSearchParams(location.search).get('side') === 'bare';

const options = ['one', 'two', 'three'].map((value) => ({ value, label: value }));
const types = ['text', 'textarea', 'number', 'checkbox', 'toggle', 'select', 'radio', 'multiselect', 'date', 'time', 'datetime', 'file'] as const;
const rows = Array.from({ length: 20 }, (_, at) => ({ number: at, name: `Line ${String(at)}` }));
const parts = [0, 1, 2].flatMap((round) => [
  { key: `heading_${String(round)}`, type: 'heading', text: 'A section' },
  { key: `text_${String(round)}`, type: 'paragraph', text: 'Some **Markdown** to read.' },
  { key: `table_${String(round)}`, type: 'table', rows },
  ...types.map((type) => ({ key: `${type}_${String(round)}`, type, label: type, width: 'half', ...(['select', 'radio', 'multiselect'].includes(type) ? { options } : {}) })),
]);
const card = Card.parse({ id: 'bench', title: 'Bench', body: '# Read this\n\nand decide.', fields: parts });
const view: CardView = { id: 'bench', runId: 'bench', workflow: { id: 'bench', slug: 'bench', name: 'Bench' }, nodeId: 'bench', title: 'Bench', state: 'open', requestedAt: '2026-01-01T00:00:00Z', card, history: [] };

function Bare() {
  return (
    <form>
      {inputsOf(card.fields).map((field) => <label key={field.key}>{field.label}<Control field={field} /></label>)}
      <button type="submit">Submit</button>
    </form>
  );
}

function Control({ field }: { readonly field: CardField }) {
  if (field.type === 'textarea') return <textarea />;
  if ('options' in field) return <select>{field.options.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}</select>;
  return <input type={field.type === 'toggle' ? 'checkbox' : field.type === 'datetime' ? 'datetime-local' : field.type} />;
}

const element = document.querySelector<HTMLElement>('#root');
if (element === null) throw new Error('The page has no #root.');
const client = createORPCClient<Client>({ call: () => new Promise(() => {}) });
const began = performance.now();
createRoot(element).render(isBare ? <Bare /> : (
  <QueryClientProvider client={createQueryClient()}>
    <ClientProvider client={client}>
      <CardForm card={view} />
    </ClientProvider>
  </QueryClientProvider>
));

const frame = async (): Promise<number> => new Promise((resolve) => { requestAnimationFrame(resolve); });

/** How long it took until something was in the page, and painted. */
async function painted(isThere: () => boolean): Promise<number> {
  while (!isThere()) await frame();
  await frame();
  await frame();
  return performance.now() - began;
}

const first = painted(() => document.querySelector('button[type=submit]') !== null);
const all = painted(() => document.querySelectorAll('input[type=file]').length === inputsOf(card.fields).filter(({ type }) => type === 'file').length);
const [screen, whole] = await Promise.all([first, all]);
Object.assign(globalThis, { opened: { screen, whole } });
