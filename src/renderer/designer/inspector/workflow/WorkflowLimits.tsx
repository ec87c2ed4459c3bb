import { isJsonList, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { CheckboxInput } from '../../../components/fields/CheckboxInput.tsx';
import fieldStyles from '../../../components/fields/fields.module.css';
import structuredStyles from '../../../components/structured/structured.module.css';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { objectIn } from '../editing/reading.ts';
import { useEditing } from '../editing/use-editing.ts';
import { DurationField } from '../fields/DurationField.tsx';
import { LinesField } from '../fields/LinesField.tsx';
import { NumberField } from '../fields/NumberField.tsx';
import { FieldBox } from '../form/FieldBox.tsx';
import styles from '../form/form.module.css';

/** How far a run may go, what it may cost, and what it may reach. */
export function WorkflowLimits({ definition }: { readonly definition: JsonObject }) {
  const editing = useEditing();
  const words = inspectorWords.workflow;
  const limits = objectIn(definition, 'limits');
  const budget = objectIn(limits, 'budget');
  const set = (path: readonly string[], value: Json | undefined): void => { editing.set('workflow', path, value); };
  return (
    <div className={styles['form']}>
      <FieldBox where="limits">
        <NumberField label={words.maxTransitions} isRequired={false} schema={{ type: 'integer', minimum: 1, maximum: 1_000_000, default: 10_000 }} value={limits['maxTransitions']} onChange={(next) => { set(['limits', 'maxTransitions'], next ?? 10_000); }} />
        <DurationField label={words.timeout} isRequired={false} schema={{}} value={limits['timeout']} onChange={(next) => { set(['limits', 'timeout'], next); }} />
      </FieldBox>
      {(['run', 'step'] as const).map((scope) => (
        <fieldset key={scope} className={structuredStyles['many']}>
          <legend>{scope === 'run' ? words.budgetRun : words.budgetStep}</legend>
          <div className={styles['three']}>
            <NumberField label={words.money} isRequired={false} schema={{ type: 'number', minimum: 0 }} value={dollars(objectIn(budget, scope)['micros'])} onChange={(next) => { set(['limits', 'budget', scope, 'micros'], typeof next === 'number' ? Math.round(next * 1_000_000) : undefined); }} />
            <NumberField label={words.tokens} isRequired={false} schema={{ type: 'integer', minimum: 0 }} value={objectIn(budget, scope)['tokens']} onChange={(next) => { set(['limits', 'budget', scope, 'tokens'], next); }} />
            <NumberField label={words.calls} isRequired={false} schema={{ type: 'integer', minimum: 0 }} value={objectIn(budget, scope)['calls']} onChange={(next) => { set(['limits', 'budget', scope, 'calls'], next); }} />
          </div>
        </fieldset>
      ))}
      <Permissions permissions={objectIn(definition, 'permissions')} onChange={set} />
    </div>
  );
}

function dollars(micros: Json | undefined): number | undefined {
  return typeof micros === 'number' ? micros / 1_000_000 : undefined;
}

const lists = ['hosts', 'connectors', 'directories', 'actions'] as const;

function Permissions({ permissions, onChange }: { readonly permissions: JsonObject; readonly onChange: (path: readonly string[], value: Json | undefined) => void }) {
  const words = inspectorWords.workflow;
  return (
    <FieldBox where="permissions">
      <fieldset className={structuredStyles['many']}>
        <legend>{words.permissions}</legend>
        <p className={fieldStyles['help']}>{words.permissionsHelp}</p>
        {lists.map((list) => {
          const held = permissions[list];
          return (
            <div key={list} className={styles['box']}>
              <CheckboxInput label={words.restrict(words[list].toLowerCase())} value={isJsonList(held)} onChange={(next) => { onChange(['permissions', list], next ? [] : undefined); }} />
              {isJsonList(held) && <div className={styles['inner']}><LinesField label={words[list]} help={words.onePerLine} value={held} onChange={(next) => { onChange(['permissions', list], next); }} /></div>}
            </div>
          );
        })}
        <NumberField label={words.spend} isRequired={false} schema={{ type: 'number', minimum: 0 }} value={dollars(permissions['spend'])} onChange={(next) => { onChange(['permissions', 'spend'], typeof next === 'number' ? Math.round(next * 1_000_000) : undefined); }} />
      </fieldset>
    </FieldBox>
  );
}
