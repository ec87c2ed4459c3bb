import { RadioInput } from '../../components/fields/ChoiceInput.tsx';
import { runOutWords } from '../../strings/console-acts.ts';

const words = runOutWords.effects;

/** What becomes of effects that must happen only once; `asked` is what holds where nothing is said. */
export type Effects = keyof typeof words.choices;

export interface EffectsInputProps {
  readonly value: Effects;
  readonly onChange: (value: Effects) => void;
}

const choices = (['asked', 'recorded', 'live', 'mock'] as const).map((value) => ({ value, label: words.choices[value] }));

/** Whether documents and messages of the first run are reused or made anew. */
export function EffectsInput({ value, onChange }: EffectsInputProps) {
  return <RadioInput label={words.label} isRequired value={value} choices={choices} onChange={(chosen) => { onChange(choices.find((each) => each.value === chosen)?.value ?? value); }} />;
}

/** As an operation takes it. */
export function effectsSaid(effects: Effects): { readonly effects?: Exclude<Effects, 'asked'> } {
  return effects === 'asked' ? {} : { effects };
}
