import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useEditing } from '../editing/use-editing.ts';
import { SchemaEditor } from '../fields/SchemaEditor.tsx';
import { FieldBox } from '../form/FieldBox.tsx';
import styles from '../form/form.module.css';

/** What a run is given and what it yields. */
export function WorkflowSchemas({ definition }: { readonly definition: JsonObject }) {
  const editing = useEditing();
  const words = inspectorWords.workflow;
  return (
    <div className={styles['form']}>
      {(['inputs', 'outputs'] as const).map((field) => (
        <FieldBox key={field} where={field}>
          <SchemaEditor label={words[field]} help={field === 'inputs' ? words.inputsHelp : words.outputsHelp} isRequired schema={{}} value={definition[field]} onRename={(name, to) => editing.act({ kind: 'rename_name', what: field === 'inputs' ? 'input' : 'output', name, to })} onChange={(next) => { editing.set('workflow', [field], next ?? {}); }} />
        </FieldBox>
      ))}
    </div>
  );
}
