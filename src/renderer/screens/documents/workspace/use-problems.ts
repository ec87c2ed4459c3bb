import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isJsonObject } from '../../../../core/domain/model/json.ts';
import type { Validation } from '../../../../core/domain/operations/docs-files.ts';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { useClient, useQueries } from '../../../client/ClientProvider.tsx';
import type { Client } from '../../../client/connect.ts';
import { readJson } from '../../../components/read-json.ts';

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
  const queries = useQueries();
  const [checked, setChecked] = useState<Checked>(unchecked);
  const linked = useQuery(queries.docs.get.queryOptions({ input: { id: document.schema ?? '' }, enabled: document.schema !== undefined }));
  const schema = linked.data?.text;
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
      const inlineSchema = schema === undefined ? undefined : readJson(schema);
      void check({ text, format, ...(isJsonObject(inlineSchema) ? { inlineSchema } : {}) });
    }, pauseMs(text));
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  }, [client, format, schema, text]);
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
