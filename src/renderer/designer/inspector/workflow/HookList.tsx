import { listIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { textOf } from '../editing/reading.ts';
import { RowList } from '../rows/RowList.tsx';
import { HookForm } from './HookForm.tsx';

/** The rules for texts on their way to a model and back, in the order they look. */
export function HookList({ llm }: { readonly llm: JsonObject }) {
  const hooks = listIn(llm, 'hooks');
  return (
    <RowList
      words={inspectorWords.workflow.hooks}
      at="workflow"
      list={['llm', 'hooks']}
      items={hooks}
      adding={{ fresh: () => ({ id: freshId(hooks), do: 'redact', when: 'before', kinds: ['email'] }) }}
      isByPlace
      row={(hook, index) => ({ name: textOf(hook, 'id'), note: actWords(hook), where: `llm.hooks.${String(index)}`, content: <HookForm hook={hook} index={index} others={hooks.filter((_, place) => place !== index).map((each) => textOf(each, 'id'))} /> })}
    />
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
