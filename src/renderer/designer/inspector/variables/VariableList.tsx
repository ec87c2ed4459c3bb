import { isJsonObject, type Json } from '../../../../core/domain/model/json.ts';
import { IconButton } from '../../../components/Button.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { formWords } from '../../../strings/forms.ts';
import { useEditing } from '../editing/use-editing.ts';
import { FieldBox } from '../form/FieldBox.tsx';
import styles from '../form/form.module.css';
import { NewName } from '../form/MapField.tsx';
import { VariableForm } from './VariableForm.tsx';

export interface VariableListProps {
  /** `workflow`, or a body such as `regions.each`. */
  readonly at: string;
  readonly variables: Json | undefined;
}

/** What a workflow, or a body of its own, keeps and may change. */
export function VariableList({ at, variables }: VariableListProps) {
  const editing = useEditing();
  const held = isJsonObject(variables) ? variables : {};
  const words = inspectorWords.variables;
  return (
    <div className={styles['many']}>
      {Object.keys(held).length === 0 && <p className={styles['help']}>{words.none}</p>}
      {Object.entries(held).map(([name, variable]) => (
        <FieldBox key={name} where={at === 'workflow' ? `variables.${name}` : `${at}.variables.${name}`}>
          <div className={styles['member']}>
            <VariableForm at={at} name={name} variable={isJsonObject(variable) ? variable : {}} />
            <IconButton icon="trash" label={formWords.removeNamed(name)} onPress={() => editing.act({ kind: 'set', at, path: ['variables', name] })} />
          </div>
        </FieldBox>
      ))}
      <NewName label={words.newOne} names={{ pattern: '^[a-z][a-z0-9_]{0,63}$' }} taken={Object.keys(held)} onAdd={(name) => editing.act({ kind: 'set', at, path: ['variables', name], value: { schema: { type: 'string' }, initial: '', sensitive: false } })} />
    </div>
  );
}
