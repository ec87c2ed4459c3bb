import { useState } from 'react';
import { IconButton } from '../../../components/Button.tsx';
import { Dialog, DialogBody } from '../../../components/Dialog.tsx';
import type { ValueInputProps } from '../../../components/structured/value-input-props.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { formWords } from '../../../strings/forms.ts';
import { useConfigAround } from '../form/config-around.tsx';
import { CodeField } from '../text/CodeField.tsx';
import { PromptCost } from './PromptCost.tsx';

/** A prompt: a long template with what it costs at most, which can be made large. */
export function PromptField({ label, help, error, isRequired, value, onChange }: ValueInputProps) {
  const [isLarge, setIsLarge] = useState(false);
  const { key } = useConfigAround();
  const text = typeof value === 'string' ? value : '';
  const fault = error ?? (isRequired && text === '' ? formWords.missing(label) : undefined);
  const field = { label, help, isRequired, error: fault, language: 'template', hasLines: true, value: text, onChange: (next: string) => { onChange(next === '' && !isRequired ? undefined : next); } } as const;
  // The system text is counted with the prompt it goes before.
  const cost = key === 'system' ? undefined : <PromptCost text={text} />;
  return (
    <div>
      <CodeField {...field} below={cost} beside={<IconButton icon="expand" label={inspectorWords.enlarge(label)} onPress={() => { setIsLarge(true); }} />} />
      <Dialog title={label} size="large" isOpen={isLarge} onClose={() => { setIsLarge(false); }}>
        <DialogBody>
          <CodeField {...field} below={cost} isLarge />
        </DialogBody>
      </Dialog>
    </div>
  );
}
