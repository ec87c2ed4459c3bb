import { Button, Label, ListBox, ListBoxItem, Popover, Radio, RadioGroup, Select, SelectValue } from 'react-aria-components';
import { formWords } from '../../strings/forms.ts';
import { classNames } from '../class-names.ts';
import { Icon } from '../Icon.tsx';
import { FieldFrame } from './FieldFrame.tsx';
import type { Choice, FieldProps } from './field-props.ts';
import styles from './fields.module.css';

export interface ChoiceInputProps extends FieldProps<string> {
  readonly choices: readonly Choice[];
}

/** One of several, behind a button that shows the chosen one. */
export function SelectInput({ label, help, isRequired = false, isDisabled = false, error, value, onChange, choices }: ChoiceInputProps) {
  return (
    <Select
      className={classNames(styles['field'])}
      value={value === '' ? null : value}
      onChange={(key) => {
        onChange(key === null ? '' : String(key));
      }}
      isRequired={isRequired}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      placeholder={formWords.choose}
    >
      <FieldFrame label={label} help={help} isRequired={isRequired} error={error}>
        <Button className={classNames(styles['select'])}>
          <SelectValue />
          <Icon name="chevronDown" size="small" />
        </Button>
      </FieldFrame>
      <Popover className={classNames(styles['popover'])}>
        <ChoiceList choices={choices} />
      </Popover>
    </Select>
  );
}

function ChoiceList({ choices }: { readonly choices: readonly Choice[] }) {
  return (
    <ListBox className={classNames(styles['list'])}>
      {choices.map((choice) => (
        <ListBoxItem key={choice.value} id={choice.value} textValue={choice.label} className={classNames(styles['item'])}>
          {({ isSelected }) => (
            <>
              {choice.label}
              {isSelected && <Icon name="check" size="small" />}
            </>
          )}
        </ListBoxItem>
      ))}
    </ListBox>
  );
}

/** One of a few, all in sight. */
export function RadioInput({ label, help, isRequired = false, isDisabled = false, error, value, onChange, choices }: ChoiceInputProps) {
  return (
    <RadioGroup
      className={classNames(styles['field'])}
      value={value === '' ? null : value}
      onChange={onChange}
      isRequired={isRequired}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <FieldFrame label={label} help={help} isRequired={isRequired} error={error}>
        <div className={styles['options']}>
          {choices.map((choice) => (
            <Radio key={choice.value} value={choice.value} className={classNames(styles['option'])}>
              <span className={classNames(styles['mark'], styles['dot'])} aria-hidden="true" />
              {choice.label}
            </Radio>
          ))}
        </div>
      </FieldFrame>
    </RadioGroup>
  );
}

/** A choice without the words around it, for tool bars. */
export function SelectBar({ label, value, onChange, choices }: Pick<ChoiceInputProps, 'label' | 'value' | 'onChange' | 'choices'>) {
  return (
    <Select
      className={classNames(styles['field'])}
      value={value}
      onChange={(key) => {
        onChange(String(key));
      }}
    >
      <Label className="visually-hidden">{label}</Label>
      <Button className={classNames(styles['select'])}>
        <SelectValue />
        <Icon name="chevronDown" size="small" />
      </Button>
      <Popover className={classNames(styles['popover'])}>
        <ChoiceList choices={choices} />
      </Popover>
    </Select>
  );
}
