import { type ReactNode, useEffect, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/class-names.ts';
import { SelectBar } from '../../../components/fields/ChoiceInput.tsx';
import type { Choice } from '../../../components/fields/field-props.ts';
import { SearchInput } from '../../../components/SearchInput.tsx';
import { usePhone } from '../../../state/use-phone.ts';
import { useWorkflows } from '../../../state/use-workflows.ts';
import { runListWords as words } from '../../../strings/runs-list.ts';
import { runWords } from '../../../strings/runs.ts';
import { type TypedText, withValue } from './typed-text.ts';
import styles from './RunFilters.module.css';
import { countNarrowed, isNarrowed, readRunsFilter, type RunsFilter, starters, stateChoices, stretches } from './runs-filter.ts';

export interface RunFiltersProps {
  readonly filter: RunsFilter;
  readonly onChange: (filter: RunsFilter) => void;
}

const any = 'any';
const choices = {
  state: stateChoices.map((value) => ({ value, label: value === 'open' || value === 'ended' ? words.state[value] : runWords.status[value] })),
  since: (Object.keys(stretches) as (keyof typeof stretches)[]).map((value) => ({ value, label: words.since[value] })),
  of: (['published', 'draft'] as const).map((value) => ({ value, label: words.of[value] })),
  by: starters.map((value) => ({ value, label: words.startedBy(words.by[value]) })),
};

/** What the listed runs must have; every change stands in the address at once. */
export function RunFilters({ filter, onChange }: RunFiltersProps) {
  const workflows = useWorkflows();
  const named = (workflows.data?.items ?? []).map(({ slug, name }) => ({ value: slug, label: name }));
  const set = (change: Readonly<Record<string, string | undefined>>): void => {
    onChange(readRunsFilter({ ...filter, ...change }));
  };
  const bar = (field: 'state' | 'workflow' | 'since' | 'of' | 'by', offered: readonly Choice[]) => (
    <SelectBar
      label={words.label[field]}
      value={filter[field] ?? any}
      choices={[{ value: any, label: words.any[field] }, ...offered]}
      onChange={(value) => { set({ [field]: value === any ? undefined : value }); }}
    />
  );

  return (
    <div role="group" aria-label={words.filters} className={styles['bar']}>
      <Typed label={words.search} value={filter.text ?? ''} onChange={(text) => { set({ text: text === '' ? undefined : text }); }} isSearch />
      <Folded count={countNarrowed(filter)}>
        {bar('state', choices.state)}
        <ToggleButton
          className={classNames(styles['toggle'])}
          isSelected={filter.needs === 'person'}
          onChange={(isOn) => { set({ needs: isOn ? 'person' : undefined }); }}
        >
          {words.needs}
        </ToggleButton>
        {bar('workflow', filter.workflow === undefined || named.some(({ value }) => value === filter.workflow) ? named : [...named, { value: filter.workflow, label: filter.workflow }])}
        {bar('since', choices.since)}
        {bar('of', choices.of)}
        {bar('by', choices.by)}
        <Typed label={words.label.cost} value={filter.cost ?? ''} onChange={(cost) => { set({ cost: cost === '' ? undefined : cost }); }} />
      </Folded>
      {isNarrowed(filter) && (
        <Button look="quiet" size="small" onPress={() => { onChange(filter.order === undefined ? {} : { order: filter.order }); }}>
          {words.clear}
        </Button>
      )}
    </div>
  );
}

/** On a phone what narrows the list would fill the screen: it stands behind one line that says how much is chosen. */
function Folded({ count, children }: { readonly count: number; readonly children: ReactNode }) {
  if (!usePhone()) return children;
  return (
    <details className={styles['folded']}>
      <summary>{words.folded(count)}</summary>
      <div className={styles['bar']}>{children}</div>
    </details>
  );
}

interface TypedProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isSearch?: boolean;
}

/** A field whose text is asked for once the typing rests, so that no letter is lost and not every letter is a question. */
function Typed({ label, value, onChange, isSearch = false }: TypedProps) {
  const [held, setHeld] = useState<TypedText>({ text: value, of: value });
  const typed = withValue(held, value);
  if (typed !== held) setHeld(typed);
  const { text, told } = typed;
  useEffect(() => {
    if (text === value || text === told) return undefined;
    const timer = setTimeout(() => {
      setHeld((before) => ({ ...before, told: text }));
      onChange(text);
    }, 250);
    return () => { clearTimeout(timer); };
  }, [text, told, value, onChange]);
  const type = (next: string): void => { setHeld((before) => ({ ...before, text: next })); };
  if (isSearch) return <SearchInput label={label} value={text} onChange={type} />;
  return <input className={styles['cost']} inputMode="decimal" aria-label={label} placeholder={label} value={text} onChange={(event) => { type(event.currentTarget.value); }} />;
}
