import { isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import fieldStyles from '../../../components/fields/fields.module.css';
import { NewName } from '../../../components/structured/NewName.tsx';
import structuredStyles from '../../../components/structured/structured.module.css';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { objectIn } from '../editing/reading.ts';
import { useEditing } from '../editing/use-editing.ts';
import { propertyKind } from '../fields/property-kinds.ts';
import { FieldBox } from '../form/FieldBox.tsx';
import { nameFault, nameRules } from '../rows/name-rules.ts';
import { OrderedRows } from '../rows/OrderedRows.tsx';
import { RowName } from '../rows/RowName.tsx';
import { useOpenRow } from '../rows/use-open-row.ts';
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
  const prefix = at === 'workflow' ? 'variables' : `${at}.variables`;
  const placeOf = (name: string): string => `${prefix}.${name}`;
  const [open, setOpen] = useOpenRow(prefix, Object.keys(held).map((name) => ({ key: name, where: placeOf(name) })));
  const rename = (name: string, to: string): void => {
    const region = at === 'workflow' ? {} : { region: at.slice('regions.'.length) };
    if (editing.act({ kind: 'rename_name', what: 'variable', name, to, ...region })) setOpen(to);
  };
  return (
    <div className={structuredStyles['many']}>
      {Object.keys(held).length === 0 && <p className={fieldStyles['help']}>{words.none}</p>}
      {Object.keys(held).length > 0 && (
        <OrderedRows
          label={words.heading}
          isReadOnly={editing.isReadOnly}
          open={open}
          onOpen={setOpen}
          onTake={(index) => {
            const name = Object.keys(held)[index];
            if (name !== undefined) editing.act({ kind: 'set', at, path: ['variables', name] });
          }}
          rows={Object.entries(held).map(([name, variable]) => {
            const own = isJsonObject(variable) ? variable : {};
            const where = placeOf(name);
            const content = (
              <FieldBox where={where}>
                <RowName key={name} name={name} taken={Object.keys(held)} rule={nameRules.local} help={inspectorWords.rowName.follows} onRename={(to) => { rename(name, to); }} />
                <VariableForm at={at} where={where} name={name} variable={own} />
              </FieldBox>
            );
            return { key: name, name, isNamed: true, note: variableNote(own), where, content };
          })}
        />
      )}
      <NewName label={words.newOne} names={{}} refusedAs={(name) => nameFault(name, nameRules.local)} taken={Object.keys(held)} onAdd={(name) => {
        if (editing.act({ kind: 'set', at, path: ['variables', name], value: { schema: { type: 'string' }, initial: '', sensitive: false } })) setOpen(name);
      }} />
    </div>
  );
}

function variableNote(variable: JsonObject): string {
  const kind = inspectorWords.property.kinds[propertyKind(objectIn(variable, 'schema'))];
  return variable['sensitive'] === true ? inspectorWords.scope.sensitiveType(kind) : kind;
}
