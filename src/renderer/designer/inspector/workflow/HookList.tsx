import { useState } from 'react';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { textOf } from '../editing/reading.ts';
import { useEditing } from '../editing/use-editing.ts';
import { moved } from '../form/ListField.tsx';
import { ListHead } from '../rows/ListHead.tsx';
import { OrderedRows } from '../rows/OrderedRows.tsx';
import { HookForm } from './HookForm.tsx';

/** The rules for texts on their way to a model and back, in the order they look. */
export function HookList({ hooks }: { readonly hooks: Json | undefined }) {
  const editing = useEditing();
  const [open, setOpen] = useState<string>();
  const words = inspectorWords.workflow;
  const held = isJsonList(hooks) ? hooks.filter(isJsonObject) : [];
  const put = (next: readonly Json[]): boolean => editing.act({ kind: 'set', at: 'workflow', path: ['llm', 'hooks'], ...(next.length === 0 ? {} : { value: [...next] }) });
  return (
    <section aria-label={words.hooks}>
      <ListHead
        title={words.hooks}
        help={words.hooksHelp}
        none={held.length === 0 ? words.noHooks : undefined}
        add={words.addHook}
        isReadOnly={editing.isReadOnly}
        onAdd={() => {
          if (put([...held, { id: freshId(held), do: 'redact', when: 'before', kinds: ['email'] }])) setOpen(String(held.length));
        }}
      />
      {held.length > 0 && (
        <OrderedRows
          label={words.hooks}
          isReadOnly={editing.isReadOnly}
          open={open}
          onOpen={setOpen}
          onShift={(from, to) => {
            if (put(moved(held, from, to)) && open === String(from)) setOpen(String(to));
          }}
          onTake={(index) => {
            if (put(held.filter((_, place) => place !== index))) setOpen(undefined);
          }}
          rows={held.map((hook, index) => ({ key: String(index), name: textOf(hook, 'id'), note: actWords(hook), where: `llm.hooks.${String(index)}`, faults: 0, content: <HookForm hook={hook} index={index} others={held.filter((_, place) => place !== index).map((each) => textOf(each, 'id'))} /> }))}
        />
      )}
    </section>
  );
}

function actWords(hook: JsonObject): string {
  const acts: { readonly [act: string]: string } = inspectorWords.workflow.hook.acts;
  return acts[textOf(hook, 'do')] ?? textOf(hook, 'do');
}

function freshId(held: readonly JsonObject[]): string {
  const taken = new Set(held.map(({ id }) => id));
  let number = held.length + 1;
  while (taken.has(`rule-${String(number)}`)) number += 1;
  return `rule-${String(number)}`;
}
