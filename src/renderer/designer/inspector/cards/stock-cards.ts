import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { cardEditorWords } from '../../../strings/cards-editor.ts';

export const stockNames = ['approval', 'form', 'review'] as const;
export type StockName = (typeof stockNames)[number];

/** What a card is to begin as; its id stays. `node` is the one that shows it, whose answers conditions read. */
export function stockCard(name: StockName, node: string | undefined): JsonObject {
  const when = (condition: string): JsonObject => (node === undefined ? {} : { shownWhen: `nodes.${node}.card.values.${condition}` });
  return stock[name](when);
}

type When = (condition: string) => JsonObject;

const stock: { readonly [name in StockName]: (when: When) => JsonObject } = {
  approval: (when) => {
    const words = cardEditorWords.stock.approval;
    return {
      title: words.title,
      body: words.body,
      submitLabel: words.submit,
      fields: [
        { key: 'decision', type: 'radio', label: words.decision, required: true, options: [{ value: 'approved', label: words.approve }, { value: 'rejected', label: words.reject }] },
        { key: 'comments', type: 'textarea', label: words.why, required: true, ...when("decision == 'rejected'") },
      ],
    };
  },
  form: () => {
    const words = cardEditorWords.stock.form;
    return {
      title: words.title,
      body: '',
      submitLabel: words.submit,
      fields: [
        { key: 'about', type: 'heading', text: words.about },
        { key: 'name', type: 'text', label: words.name_, required: true, width: 'half' },
        { key: 'mail', type: 'text', label: words.mail, required: true, width: 'half', pattern: '[^@\\s]+@[^@\\s]+', patternMessage: words.mailPattern },
        { key: 'details', type: 'heading', text: words.details },
        { key: 'note', type: 'textarea', label: words.note, required: false },
      ],
    };
  },
  review: (when) => {
    const words = cardEditorWords.stock.review;
    return {
      title: words.title,
      body: '',
      submitLabel: words.submit,
      fields: [
        { key: 'result', type: 'heading', text: words.result },
        { key: 'shown', type: 'paragraph', text: words.paste },
        { key: 'line', type: 'divider' },
        { key: 'verdict', type: 'radio', label: words.score, required: true, options: [{ value: 'good', label: words.good }, { value: 'small', label: words.small }, { value: 'again', label: words.again }] },
        { key: 'changes', type: 'textarea', label: words.changes, required: true, ...when("verdict in ['small', 'again']") },
        { key: 'urgent', type: 'toggle', label: words.urgent, required: false },
      ],
    };
  },
};
