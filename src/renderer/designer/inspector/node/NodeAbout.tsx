import { useState } from 'react';
import { idOf, findNode } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { Json, JsonObject } from '../../../../core/domain/model/json.ts';
import { Button } from '../../../components/Button.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useDesignerState } from '../../session/DesignerProvider.tsx';
import { objectIn, textOf } from '../editing/reading.ts';
import { TagsField } from '../editing/TagsField.tsx';
import { useEditing } from '../editing/use-editing.ts';
import { DurationField } from '../fields/DurationField.tsx';
import { FieldBox } from '../form/FieldBox.tsx';
import { nameFault, nameRules } from '../rows/name-rules.ts';
import styles from '../form/form.module.css';

/** What a node is called, what people say of it, and what holds for all of its actions. */
export function NodeAbout({ node }: { readonly node: JsonObject }) {
  const editing = useEditing();
  const id = idOf(node);
  const words = inspectorWords.about;
  const about = useDesignerState(({ definition }) => objectIn(objectIn(objectIn(definition, 'about'), 'nodes'), id));
  const say = (key: string, value: Json | undefined): void => { editing.set('workflow', ['about', 'nodes', id, key], value); };
  const set = (key: string, value: Json | undefined): void => { editing.set(`nodes.${id}`, [key], value); };
  return (
    <div className={styles['form']}>
      <FieldBox where={`nodes.${id}`}>
        <TextInput label={words.name} value={textOf(node, 'name')} onChange={(next) => { set('name', next === '' ? undefined : next); }} />
      </FieldBox>
      <NodeId key={id} id={id} />
      <TextInput label={words.description} kind="lines" value={textOf(about, 'description')} onChange={(next) => { say('description', next === '' ? undefined : next); }} />
      <TagsField value={about['tags']} onChange={(next) => { say('tags', next); }} />
      <TextInput label={words.owner} value={textOf(about, 'owner')} onChange={(next) => { say('owner', next === '' ? undefined : next); }} />
      <FieldBox where={`nodes.${id}.timeout`}>
        <DurationField label={words.timeout} help={words.timeoutHelp} isRequired={false} schema={{ type: 'string' }} value={node['timeout']} onChange={(next) => { set('timeout', next); }} />
      </FieldBox>
      <SelectInput
        label={words.onError}
        isRequired
        value={textOf(node, 'onError') === '' ? 'run' : textOf(node, 'onError')}
        choices={[{ value: 'run', label: inspectorWords.actions.asRun }, ...Object.entries(inspectorWords.actions.onErrors).map(([value, label]) => ({ value, label }))]}
        onChange={(next) => { set('onError', next === 'run' ? undefined : next); }}
      />
    </div>
  );
}

/** The id is changed by itself, with everything that reads the node. */
function NodeId({ id }: { readonly id: string }) {
  const editing = useEditing();
  const definition = useDesignerState((state) => state.definition);
  const [typed, setTyped] = useState(id);
  const words = inspectorWords.about;
  const error = typed === id ? undefined : (nameFault(typed, nameRules.local) ?? (findNode(definition, typed) === undefined ? undefined : words.takenId(typed)));
  const rename = (): void => {
    if (typed !== id && error === undefined) editing.act({ kind: 'rename_id', node: id, to: typed });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        rename();
      }}
    >
      <TextInput label={words.id} help={words.idHelp} isRequired value={typed} error={error} onChange={setTyped} beside={<Button type="submit" isDisabled={typed === id || error !== undefined || editing.isReadOnly}>{words.rename}</Button>} />
    </form>
  );
}
