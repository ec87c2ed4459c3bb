import { nodeOfScope } from './node-of-scope.ts';
import type { Json, JsonObject } from '../../../../core/domain/model/json.ts';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { cardEditorWords } from '../../../strings/cards-editor.ts';
import { textOf } from '../editing/reading.ts';
import { ExpressionField } from '../fields/ExpressionField.tsx';
import { useFieldPlace } from '../form/field-place.tsx';
import { FieldBox } from '../form/FieldBox.tsx';

export interface PartPlacingProps {
  readonly where: string;
  readonly part: JsonObject;
  readonly set: (key: string, value: Json | undefined) => void;
}

const widths = ['full', 'half', 'third'] as const;

/** What every part of a card has: its share of a row, and when it is shown. */
export function PartPlacing({ where, part, set }: PartPlacingProps) {
  const words = cardEditorWords;
  const { scope } = useFieldPlace();
  const width = textOf(part, 'width') === '' ? 'full' : textOf(part, 'width');
  return (
    <>
      <SelectInput label={words.width} isRequired value={width} choices={widths.map((value) => ({ value, label: words.widths[value] }))} onChange={(next) => { set('width', next === 'full' ? undefined : next); }} />
      <FieldBox where={`${where}.shownWhen`}>
        <ExpressionField label={words.shownWhen} help={words.shownWhenHelp(nodeOfScope(scope) ?? '…')} isRequired={false} schema={{ type: 'string' }} value={part['shownWhen']} onChange={(next) => { set('shownWhen', next); }} />
      </FieldBox>
    </>
  );
}
