import { Button } from '../../components/Button.tsx';
import { SelectBar } from '../../components/fields/ChoiceInput.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { cardWords } from '../../strings/cards.ts';
import type { CardSummary } from '../../../core/domain/operations/cards.ts';
import { type CardFilter, noFilter, workflowsOf } from './card-filter.ts';
import styles from './CardsScreen.module.css';

export interface CardFiltersProps {
  readonly cards: readonly CardSummary[];
  readonly filter: CardFilter;
  /** What narrows nothing is {@link noFilter} itself. */
  readonly onChange: (filter: CardFilter) => void;
}

const all = '*';
const fewCards = 3;

/** What narrows the list. Of a handful of cards there is nothing to narrow. */
export function CardFilters({ cards, filter, onChange: onFilter }: CardFiltersProps) {
  const onChange = (next: CardFilter): void => { onFilter(next.text === '' && next.workflow === '' && !next.isExpiring ? noFilter : next); };
  const workflows = workflowsOf(cards);
  if (cards.length <= fewCards && filter === noFilter) return null;
  return (
    <div className={styles['filters']}>
      <SearchInput label={cardWords.search} value={filter.text} onChange={(text) => { onChange({ ...filter, text }); }} />
      {workflows.length > 1 && (
        <SelectBar
          label={cardWords.workflow}
          value={filter.workflow === '' ? all : filter.workflow}
          choices={[{ value: all, label: cardWords.allWorkflows }, ...workflows.map(({ slug, name }) => ({ value: slug, label: name }))]}
          onChange={(value) => { onChange({ ...filter, workflow: value === all ? '' : value }); }}
        />
      )}
      {(filter.isExpiring || cards.some(({ state, expiresAt }) => state === 'open' && expiresAt !== undefined)) && (
        <Button size="small" icon="clock" look={filter.isExpiring ? 'primary' : 'plain'} aria-pressed={filter.isExpiring} onPress={() => { onChange({ ...filter, isExpiring: !filter.isExpiring }); }}>
          {cardWords.expiring}
        </Button>
      )}
    </div>
  );
}
