import { useMemo, useState } from 'react';
import type { Selection as AriaSelection } from 'react-aria-components';
import { allOf } from '../session/selection-after.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import { addressOf } from './row-address.ts';

/** Which lines are selected: those of the session's nodes, transitions and notes, or the one action or body that belongs to its node. */
export function useOutlineSelection(): { readonly selectedKeys: ReadonlySet<string>; readonly select: (chosen: AriaSelection) => void } {
  const { session } = useDesigner();
  const selection = useDesignerState((state) => state.selection);
  const [inner, setInner] = useState<{ readonly key: string; readonly node: string }>();
  const selectedKeys = useMemo(() => {
    const isInner = inner !== undefined && selection.nodes.length === 1 && selection.nodes[0] === inner.node && selection.transitions.length === 0;
    return new Set(isInner ? [inner.key] : [...selection.nodes.map((id) => `nodes.${id}`), ...selection.transitions.map((id) => `transitions.${id}`), ...selection.notes.map((id) => `notes.${id}`)]);
  }, [selection, inner]);

  const select = (chosen: AriaSelection): void => {
    const { definition, region } = session.get();
    if (chosen === 'all') {
      session.select(allOf(definition, region));
      return;
    }
    const addresses = [...chosen].flatMap((key) => addressOf(definition, String(key)) ?? []);
    const [only, ...others] = addresses;
    const isPart = others.length === 0 && (only?.kind === 'action' || only?.kind === 'body');
    setInner(isPart ? { key: String([...chosen][0]), node: only.node } : undefined);
    session.select({
      nodes: isPart ? [only.node] : addresses.flatMap(({ kind, id }) => (kind === 'node' ? [id] : [])),
      transitions: addresses.flatMap(({ kind, id }) => (kind === 'exit' ? [id] : [])),
      notes: addresses.flatMap(({ kind, id }) => (kind === 'note' ? [id] : [])),
    });
  };
  return { selectedKeys, select };
}
