import { useQuery } from '@tanstack/react-query';
import { Button as AriaButton, ComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { useQueries } from '../../client/ClientProvider.tsx';
import { classNames } from '../../components/class-names.ts';
import { FieldFrame } from '../../components/fields/FieldFrame.tsx';
import fieldStyles from '../../components/fields/fields.module.css';
import { Icon } from '../../components/Icon.tsx';
import { runOutWords } from '../../strings/console-acts.ts';
import styles from './acts.module.css';

const words = runOutWords.fork;

interface ModelInputProps {
  /** Whose models are offered; absent for those of the connector that is asked by default. */
  readonly connector: string | undefined;
  readonly value: string;
  readonly onChange: (model: string) => void;
}

/** A model of a connector, chosen among those that are known or typed: a list may lack what the vendor has. */
export function ModelInput({ connector, value, onChange }: ModelInputProps) {
  const queries = useQueries();
  const { data } = useQuery(queries.connectors.capabilities.queryOptions({ input: connector === undefined ? {} : { id: connector } }));
  const models = data?.models ?? [];
  return (
    <ComboBox
      className={classNames(fieldStyles['field'])}
      allowsCustomValue
      allowsEmptyCollection
      inputValue={value}
      onInputChange={onChange}
      value={models.some(({ id }) => id === value) ? value : null}
      onChange={(key) => { if (key !== null) onChange(String(key)); }}
    >
      <FieldFrame label={words.model} help={words.modelHelp} isRequired={false} error={undefined}>
        <div className={styles['combo']}>
          <Input className={classNames(fieldStyles['input'])} />
          <AriaButton className={classNames(styles['comboButton'])} aria-label={words.models}>
            <Icon name="chevronDown" size="small" />
          </AriaButton>
        </div>
      </FieldFrame>
      <Popover className={classNames(fieldStyles['popover'])}>
        <ListBox className={classNames(fieldStyles['list'])} renderEmptyState={() => <p className={fieldStyles['help']}>{words.noModels}</p>}>
          {models.map(({ id }) => <ListBoxItem key={id} id={id} textValue={id} className={classNames(fieldStyles['item'])}>{id}</ListBoxItem>)}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
