import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { Button } from '../../../components/Button.tsx';
import { readBase64 } from '../../../components/read-base64.ts';
import { byteWords } from '../../../components/time-words.ts';
import { cardEditorWords } from '../../../strings/cards-editor.ts';
import { TextField } from '../fields/TextField.tsx';
import styles from '../form/form.module.css';

export interface BlockImageProps {
  readonly source: string;
  readonly onChange: (source: string) => void;
}

const mostBytes = 300_000;

/** The picture of a block: a file that is kept in the card, or a template that gives one. */
export function BlockImage({ source, onChange }: BlockImageProps) {
  const words = cardEditorWords;
  const [fault, setFault] = useState<string>();
  const take = async (file: File): Promise<void> => {
    setFault(file.size > mostBytes ? words.imageTooLarge(byteWords(file.size), byteWords(mostBytes)) : undefined);
    if (file.size <= mostBytes) onChange(`data:${file.type};base64,${await readBase64(file)}`);
  };
  const isKept = source.startsWith('data:');
  return (
    <div className={styles['form']}>
      {isKept ? <p>{words.imageKept(byteWords(Math.round((source.length * 3) / 4)))}</p> : <TextField label={words.source} help={words.sourceHelp} isRequired={false} schema={{ type: 'string' }} value={source} onChange={(next) => { onChange(typeof next === 'string' ? next : ''); }} />}
      <div>
        {isKept ? (
          <Button size="small" icon="trash" onPress={() => { onChange(''); }}>{words.removeImage}</Button>
        ) : (
          <FileTrigger acceptedFileTypes={['image/png', 'image/jpeg', 'image/gif', 'image/webp']} onSelect={(files) => { const file = files?.item(0); if (file) void take(file); }}>
            <Button size="small" icon="upload">{words.chooseImage}</Button>
          </FileTrigger>
        )}
      </div>
      {fault !== undefined && <p role="alert" className={styles['error']}>{fault}</p>}
    </div>
  );
}
