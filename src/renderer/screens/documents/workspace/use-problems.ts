import { useEffect, useState } from 'react';
import type { Validation } from '../../../../core/domain/operations/docs-files.ts';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { useClient } from '../../../client/ClientProvider.tsx';
import type { Client } from '../../../client/connect.ts';

/** How long a pause in typing is; a long text travels to the host less often. */
const pauseMs = (text: string): number => Math.min(3000, 300 + text.length / 500);

export interface Checked {
  readonly validation?: Validation;
  readonly error?: unknown;
  readonly isChecking: boolean;
}

const unchecked: Checked = { isChecking: true };

/** What is wrong with a text as it stands, asked in every pause of typing. */
export function useProblems(document: DocumentEntry, text: string): Checked {
  const client = useClient();
  const [checked, setChecked] = useState<Checked>(unchecked);
  const { id, schema } = document;
  const format = checkedFormat(document.format);

  useEffect(() => {
    if (format === undefined) return;
    const stopped = new AbortController();
    const check = async (input: Parameters<Client['docs']['validate']>[0]): Promise<void> => {
      try {
        const validation = await client.docs.validate(input, { signal: stopped.signal });
        if (!stopped.signal.aborted) setChecked({ validation, isChecking: false });
      } catch (error) {
        if (!stopped.signal.aborted) setChecked({ error, isChecking: false });
      }
    };
    const timer = setTimeout(() => {
      setChecked((before) => ({ ...before, isChecking: true }));
      void check(schema === undefined ? { text, format } : { id, text, format });
    }, pauseMs(text));
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  }, [client, id, format, schema, text]);
  return format === undefined ? { isChecking: false } : checked;
}

/** Formats whose spelling can be wrong. */
function checkedFormat(format: DocumentEntry['format']) {
  switch (format) {
    case 'json':
    case 'yaml':
    case 'csv':
    case 'tsv':
    case 'html':
      return format;
    case 'template':
      return 'json';
    case 'md':
    case 'txt':
    case 'docx':
    case 'pdf':
      return undefined;
  }
}
