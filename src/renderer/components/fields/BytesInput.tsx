import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { paletteWords } from '../../strings/palette.ts';
import { Button } from '../Button.tsx';
import { readBase64 } from '../read-base64.ts';
import { sayFailed } from '../toasts.ts';
import type { FieldProps } from './field-props.ts';
import styles from './fields.module.css';

const words = paletteWords.operation;

/** A file of this computer that is sent as it is; its value are the bytes in base64. */
export function BytesInput({ label, help, isDisabled = false, error, value, onChange }: FieldProps<string>) {
  const [name, setName] = useState<string>();
  const take = async (file: File): Promise<void> => {
    try {
      onChange(await readBase64(file));
      setName(file.name);
    } catch (failure) {
      sayFailed(label, failure);
    }
  };
  return (
    <div role="group" aria-label={label} className={styles['field']}>
      <span className={styles['label']}>{label}</span>
      {help !== undefined && <span className={styles['help']}>{help}</span>}
      <FileTrigger
        onSelect={(files) => {
          const file = files?.item(0);
          if (file) void take(file);
        }}
      >
        <Button icon="upload" isDisabled={isDisabled}>
          {words.chooseFile}
        </Button>
      </FileTrigger>
      {value !== '' && name !== undefined && <span role="status">{words.chosen(name)}</span>}
      {error !== undefined && <span role="alert" className={styles['error']}>{error}</span>}
    </div>
  );
}
