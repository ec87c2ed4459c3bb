import type { Json, JsonObject } from '../../../../core/domain/model/json.ts';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useDesignerState } from '../../session/DesignerProvider.tsx';
import { DraftText } from '../editing/DraftText.tsx';
import { objectIn, textOf } from '../editing/reading.ts';
import { TagsField } from '../editing/TagsField.tsx';
import { useEditing } from '../editing/use-editing.ts';
import { FieldBox } from '../form/FieldBox.tsx';
import { LifecycleFields } from './LifecycleFields.tsx';
import { SlugField } from './SlugField.tsx';
import styles from '../form/form.module.css';

/** What a workflow is called, and what people say of it. */
export function WorkflowGeneral({ definition }: { readonly definition: JsonObject }) {
  const editing = useEditing();
  const workflow = useDesignerState((state) => state.workflow);
  const words = inspectorWords.workflow;
  const about = objectIn(definition, 'about');
  const set = (path: readonly string[], value: Json | undefined): void => { editing.set('workflow', path, value); };
  return (
    <div className={styles['form']}>
      {workflow.status === 'changed' && workflow.version !== undefined && <p className={styles['mark']}>{words.changedSince(workflow.version)}</p>}
      <FieldBox where="">
        <DraftText label={words.name} isRequired value={textOf(definition, 'name')} onChange={(next) => { set(['name'], next); }} />
      </FieldBox>
      <SlugField />
      <TextInput label={words.description} kind="lines" value={textOf(definition, 'description')} onChange={(next) => { set(['description'], next); }} />
      <TagsField value={about['tags']} onChange={(next) => { set(['about', 'tags'], next); }} />
      <TextInput label={words.owner} value={textOf(about, 'owner')} onChange={(next) => { set(['about', 'owner'], next === '' ? undefined : next); }} />
      <LifecycleFields about={about} />
      <TextInput label={words.notes} help={words.notesHelp} kind="lines" value={textOf(definition, 'notes')} onChange={(next) => { set(['notes'], next); }} />
    </div>
  );
}
