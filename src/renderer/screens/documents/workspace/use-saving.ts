import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AppError } from '../../../../core/domain/model/errors.ts';
import type { DocumentUse } from '../../../../core/domain/operations/docs.ts';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { useClient, useQueries } from '../../../client/ClientProvider.tsx';
import { readFailure } from '../../../client/read-failure.ts';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { workspaceWords as words } from '../../../strings/documents.ts';
import type { EditingAct } from './editing.ts';

export interface SaveWish {
  readonly text: string;
  readonly expectedRevision: number;
  readonly note?: string;
  readonly override?: boolean;
}

export interface Saving {
  readonly isPending: boolean;
  readonly savedAt: string | undefined;
  /** Saves; `withCheck` looks at the workflows that use it afterwards. */
  readonly save: (wish: SaveWish, withCheck?: boolean) => void;
  /** A save that was refused for what the text says, and what was said of it. */
  readonly refused: { readonly wish: SaveWish; readonly failure: AppError } | undefined;
  readonly forget: () => void;
  readonly uses: CheckedUses;
}

interface CheckedUses {
  /** Absent until somebody looked. */
  readonly dependants: readonly DocumentUse[] | undefined;
  readonly check: () => void;
  readonly hide: () => void;
}

export interface SavingOptions {
  readonly entry: DocumentEntry;
  readonly dispatch: (act: EditingAct) => void;
  /** Somebody else saved first. */
  readonly onConflict: () => void;
}

/** Saves revisions by compare-and-swap, and looks at the workflows that use the document. */
export function useSaving({ entry, dispatch, onConflict }: SavingOptions): Saving {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const { id } = entry;
  const [savedAt, setSavedAt] = useState<string>();
  const [refused, setRefused] = useState<Saving['refused']>();
  const uses = useDependants(id);
  const saving = useMutation({
    mutationFn: async ({ wish }: { readonly wish: SaveWish; readonly withCheck: boolean }) => client.docs.save({ id, ...wish }),
    onSuccess: async ({ entry: saved }, { wish, withCheck }) => {
      setRefused(undefined);
      setSavedAt(saved.modifiedAt);
      cache.setQueryData(queries.docs.get.queryKey({ input: { id } }), { entry: saved, revision: saved.version, text: wish.text, downloadOnly: false });
      dispatch({ kind: 'saved', revision: saved.version, text: wish.text });
      sayDone(words.saved(saved.version));
      if (withCheck) uses.check();
      await Promise.all([queries.docs.list, queries.docs.revisions].map((each) => cache.invalidateQueries({ queryKey: each.key() })));
    },
    onError: async (error, { wish }) => {
      const failure = readFailure(error);
      if (failure.code === 'conflict' || failure.code === 'version_conflict') {
        await cache.invalidateQueries({ queryKey: queries.docs.get.key({ input: { id } }) });
        onConflict();
      } else if (failure.code === 'input_invalid' || failure.code === 'definition_invalid') setRefused({ wish, failure });
      else sayFailed(words.saveFailed, error);
    },
  });

  return {
    isPending: saving.isPending,
    savedAt,
    save(wish, withCheck = false) {
      if (!saving.isPending) saving.mutate({ wish, withCheck });
    },
    refused,
    forget() {
      setRefused(undefined);
    },
    uses,
  };
}

/** The workflows that use a document, verified when asked for. */
function useDependants(id: string): CheckedUses {
  const client = useClient();
  const [dependants, setDependants] = useState<readonly DocumentUse[]>();
  const { mutate } = useMutation({
    mutationFn: async () => client.docs.revalidate({ id }),
    onSuccess: (answer) => {
      setDependants(answer.dependants);
    },
    onError: (error) => {
      sayFailed(words.dependants.cannot, error);
    },
  });
  return {
    dependants,
    check() {
      mutate();
    },
    hide() {
      setDependants(undefined);
    },
  };
}
