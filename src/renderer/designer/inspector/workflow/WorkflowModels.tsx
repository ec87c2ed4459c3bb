import type { Json, JsonObject } from '../../../../core/domain/model/json.ts';
import { CheckboxInput } from '../../../components/fields/CheckboxInput.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { objectIn } from '../editing/reading.ts';
import { useEditing } from '../editing/use-editing.ts';
import { PickerField } from '../fields/PickerField.tsx';
import { ConfigAroundProvider } from '../form/config-around.tsx';
import { FieldBox } from '../form/FieldBox.tsx';
import styles from '../form/form.module.css';
import { HookList } from './HookList.tsx';

/** The model a workflow asks where its nodes name none, and what is done with the texts. */
export function WorkflowModels({ definition }: { readonly definition: JsonObject }) {
  const editing = useEditing();
  const words = inspectorWords.workflow;
  const llm = objectIn(definition, 'llm');
  const set = (key: string, value: Json | undefined): void => { editing.set('workflow', ['llm', key], value); };
  return (
    <FieldBox where="llm">
      <div className={styles['form']}>
        <PickerField label={words.connector} help={words.connectorHelp} isRequired={false} schema={{ format: 'connector' }} value={llm['connector']} onChange={(next) => { set('connector', next); }} />
        <ConfigAroundProvider value={{ config: llm, key: 'model' }}>
          <PickerField label={words.model} isRequired={false} schema={{ format: 'model' }} value={llm['model']} onChange={(next) => { set('model', next); }} />
        </ConfigAroundProvider>
        <CheckboxInput label={words.untrusted} help={words.untrustedHelp} value={llm['untrustedSystem'] === true} onChange={(next) => { set('untrustedSystem', next ? true : undefined); }} />
        <HookList llm={llm} />
      </div>
    </FieldBox>
  );
}
