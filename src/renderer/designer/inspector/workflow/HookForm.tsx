import { isJsonList, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { privateKinds } from '../../../../core/domain/model/model-hook.ts';
import { CheckboxList } from '../../../components/fields/CheckboxList.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { DraftText } from '../editing/DraftText.tsx';
import { textOf } from '../editing/reading.ts';
import { useEditing } from '../editing/use-editing.ts';
import styles from '../form/form.module.css';

export interface HookFormProps {
  readonly hook: JsonObject;
  readonly index: number;
  /** Names of the other rules. */
  readonly others: readonly string[];
}

/** One rule: what it looks for, where, and what it does there. */
export function HookForm({ hook, index, others }: HookFormProps) {
  const editing = useEditing();
  const words = inspectorWords.workflow.hook;
  const set = (key: string, value: Json | undefined): void => { editing.set('workflow', ['llm', 'hooks', index, key], value); };
  const text = (key: string) => (next: string): void => { set(key, next === '' ? undefined : next); };
  const kinds = isJsonList(hook['kinds']) ? hook['kinds'].map(String) : [];
  const seeks = kinds.length > 0 || textOf(hook, 'pattern') !== '';
  return (
    <div className={styles['form']}>
      <DraftText label={words.id} help={words.idHelp} isRequired value={textOf(hook, 'id')} faultOf={(next) => idFault(next, others)} onChange={(next) => { set('id', next); }} />
      <SelectInput label={words.do} isRequired value={textOf(hook, 'do')} choices={choices(words.acts)} onChange={(next) => { set('do', next); }} />
      <SelectInput label={words.when} isRequired value={textOf(hook, 'when') || 'before'} choices={choices(words.places)} onChange={(next) => { set('when', next); }} />
      <CheckboxList label={words.kinds} value={kinds} choices={privateKinds.map((kind) => ({ value: kind, label: words.privates[kind] }))} error={seeks ? undefined : words.nothing} onChange={(next) => { set('kinds', next.length === 0 ? undefined : [...next]); }} />
      <TextInput label={words.pattern} help={words.patternHelp} value={textOf(hook, 'pattern')} onChange={text('pattern')} />
      <TextInput label={words.note} help={words.noteHelp} value={textOf(hook, 'note')} onChange={text('note')} />
    </div>
  );
}

function choices(named: { readonly [value: string]: string }) {
  return Object.entries(named).map(([value, label]) => ({ value, label }));
}

function idFault(text: string, others: readonly string[]): string | undefined {
  if (!/^[a-z0-9](?:[a-z0-9_-]{0,58}[a-z0-9])?$/u.test(text)) return inspectorWords.workflow.hook.badId;
  return others.includes(text) ? inspectorWords.about.takenId(text) : undefined;
}
