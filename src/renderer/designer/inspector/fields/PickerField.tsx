import { Button as AriaButton, ComboBox, Input, ListBox, ListBoxItem, Popover, useFilter } from 'react-aria-components';
import { classNames } from '../../../components/class-names.ts';
import { FieldFrame } from '../../../components/fields/FieldFrame.tsx';
import fieldStyles from '../../../components/fields/fields.module.css';
import { Icon } from '../../../components/Icon.tsx';
import type { ValueInputProps } from '../../../components/structured/value-input-props.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { formWords } from '../../../strings/forms.ts';
import { controlledFormats, type ControlledFormat } from '../form/field-shape.ts';
import styles from '../form/form.module.css';
import { MendLink } from '../form/MendLink.tsx';
import { useNames } from './use-names.ts';

/** What verification calls it where one of these is not there. */
const missing: { readonly [Format in ControlledFormat]?: string } = { connector: 'missing_connector', model: 'missing_connector', credential: 'missing_credential', document: 'missing_document' };

const mayBeNew: ReadonlySet<ControlledFormat | undefined> = new Set(['directory', 'document']);

/** A name of something there is, typed or chosen. One that is not there, such as a template, can be typed all the same. */
export function PickerField({ label, help, error, isRequired, schema, value, onChange }: ValueInputProps) {
  const format = controlledFormats.find((each) => each === schema['format']);
  const { choices: names, isKnown, unoffered = [] } = useNames(format);
  const { contains } = useFilter({ sensitivity: 'base' });
  const text = typeof value === 'string' ? value : '';
  // A path may lie below a directory, and a document be made by its title.
  const isThere = text === '' || !isKnown || mayBeNew.has(format) || names.some((each) => each.value === text) || unoffered.includes(text) || text === schema['default'] || text.includes('{{');
  const fault = error ?? (text === '' && isRequired ? formWords.missing(label) : undefined);
  const take = (next: string): void => {
    if (next !== text) onChange(next === '' ? (isRequired ? '' : undefined) : next);
  };
  // The name "default" stands for whatever the connector says: words say that better.
  const fallback = typeof schema['default'] === 'string' && schema['default'] !== 'default' ? formWords.isDefault(schema['default']) : format === undefined ? '' : inspectorWords.choose[format] ?? '';
  return (
    <ComboBox
      className={classNames(fieldStyles['field'])}
      allowsCustomValue
      allowsEmptyCollection
      menuTrigger="focus"
      inputValue={text}
      onInputChange={take}
      // Both are said: with a key of its own the list would put back what was chosen over what is pasted.
      value={names.some((each) => each.value === text) ? text : null}
      onChange={(key) => {
        if (key !== null) take(String(key));
      }}
      isRequired={isRequired}
      isInvalid={fault !== undefined}
      validationBehavior="aria"
      defaultFilter={(name, typed) => contains(name, typed) || contains(names.find((each) => each.value === name)?.label ?? '', typed)}
    >
      <FieldFrame label={label} help={help} isRequired={isRequired} error={fault}>
        <div className={styles['combo']}>
          <Input className={classNames(fieldStyles['input'])} placeholder={fallback} />
          <AriaButton className={classNames(styles['comboButton'])} aria-label={inspectorWords.showChoices(label)}>
            <Icon name="chevronDown" size="small" />
          </AriaButton>
        </div>
        {!isThere && format !== undefined && <p className={styles['hint']}>{inspectorWords.notThere(text)} <MendLink code={missing[format] ?? ''} /></p>}
      </FieldFrame>
      <Popover className={classNames(fieldStyles['popover'])}>
        <ListBox className={classNames(fieldStyles['list'])} items={names} renderEmptyState={() => <p className={fieldStyles['help']}>{names.length === 0 ? inspectorWords.noNames : inspectorWords.scope.noMatch}</p>}>
          {names.map(({ value: name, label: words, note }) => (
            <ListBoxItem key={name} id={name} textValue={name} className={classNames(fieldStyles['item'])}>
              <span>{words}</span>
              {note !== undefined && <span className={styles['id']}>{note}</span>}
              {words !== name && <code className={styles['id']}>{name}</code>}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
