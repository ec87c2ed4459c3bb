import { shownText } from '../../core/domain/model/shown-text.ts';
/** A sentence in which what stands between backticks is shown as what is typed. */
export function MarkedText({ text }: { readonly text: string }) {
  // Between two backticks stands every second part; its place tells equal parts apart.
  return shownText(text).split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
}
