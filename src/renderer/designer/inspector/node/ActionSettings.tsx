import type { JsonObject } from '../../../../core/domain/model/json.ts';
import type { CatalogueEntry } from '../../../../core/domain/operations/catalogue.ts';
import { CheckboxInput } from '../../../components/fields/CheckboxInput.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { objectIn, textOf } from '../editing/reading.ts';
import { type FieldPath, useEditing } from '../editing/use-editing.ts';
import { DurationField } from '../fields/DurationField.tsx';
import { NumberField } from '../fields/NumberField.tsx';
import { Fold } from '../rows/Fold.tsx';
import styles from '../form/form.module.css';

export interface ActionSettingsProps {
  readonly at: string;
  readonly path: FieldPath;
  readonly step: JsonObject;
  readonly kind: CatalogueEntry | undefined;
}

const duration = { type: 'string', format: 'duration' };

/** How an action is run: its time limit, repetitions, what a failure does. */
export function ActionSettings({ at, path, step, kind }: ActionSettingsProps) {
  const editing = useEditing();
  const words = inspectorWords.actions;
  const set = (key: string, value: Parameters<typeof editing.set>[2]): void => { editing.set(at, [...path, key], value); };
  const retry = objectIn(step, 'retry');
  const isRetried = step['retry'] !== undefined;
  return (
    <Fold title={words.running} isOpenFirst={isRetried || step['timeout'] !== undefined || step['onError'] !== undefined}>
      <div className={styles['form']}>
        <SelectInput
          label={words.onError}
          isRequired
          value={textOf(step, 'onError') === '' ? 'node' : textOf(step, 'onError')}
          choices={[{ value: 'node', label: words.asNode }, ...Object.entries(words.onErrors).map(([value, label]) => ({ value, label }))]}
          onChange={(next) => { set('onError', next === 'node' ? undefined : next); }}
        />
        <DurationField label={words.timeout} help={words.timeoutHelp} isRequired={false} schema={duration} value={step['timeout']} onChange={(next) => { set('timeout', next); }} />
        <CheckboxInput label={words.retry} value={isRetried} onChange={(next) => { set('retry', next ? { maxRetries: 2, base: 'PT1S', factor: 2, max: 'PT30S' } : undefined); }} />
        {isRetried && (
          <div className={styles['inner']}>
            <div className={styles['form']}>
              <NumberField label={words.maxRetries} isRequired schema={{ type: 'integer', minimum: 0, maximum: 20 }} value={retry['maxRetries']} onChange={(next) => { editing.set(at, [...path, 'retry', 'maxRetries'], next); }} />
              <DurationField label={words.base} isRequired schema={duration} value={retry['base']} onChange={(next) => { editing.set(at, [...path, 'retry', 'base'], next); }} />
              <NumberField label={words.factor} isRequired schema={{ type: 'number', minimum: 1, maximum: 10 }} value={retry['factor']} onChange={(next) => { editing.set(at, [...path, 'retry', 'factor'], next); }} />
              <DurationField label={words.max} isRequired schema={duration} value={retry['max']} onChange={(next) => { editing.set(at, [...path, 'retry', 'max'], next); }} />
            </div>
          </div>
        )}
        {kind?.repeat !== 'safe' && <CheckboxInput label={words.auto} help={words.autoHelp} value={step['auto'] === true} onChange={(next) => { set('auto', next ? true : undefined); }} />}
      </div>
    </Fold>
  );
}
