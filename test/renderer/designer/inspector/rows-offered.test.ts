import { describe, expect, it } from 'vitest';
import type { ScopeEntry } from '../../../../src/renderer/designer/inspector/scope/scope-entry.ts';
import { rowsOffered } from '../../../../src/renderer/designer/inspector/scope/rows-offered.ts';

const labels = (config: Parameters<typeof rowsOffered>[0]['config'], entries: readonly ScopeEntry[] = []) => rowsOffered({ config, entries, functions: [] }).map(({ label }) => label);

describe('an expression over rows', () => {
  it('is offered the row, its number, and the columns its source had in the last runs', () => {
    const source: ScopeEntry = { path: 'nodes.read.table', type: 'object', from: 'Read', writers: [], isSensitive: false, isCertain: true, samples: [{ run: 'r1', value: { rows: [{ amount: 3, 'sold on': '2026-01-01' }] } }] };

    expect(labels({ source: '{{ nodes.read.table }}' }, [source])).toEqual(['item', 'index', 'item.amount', 'item["sold on"]']);
    expect(labels({ source: '{{ nodes.other.table }}' }, [source])).toEqual(['item', 'index']);
  });

  it('is offered the columns that are added before it, once each', () => {
    expect(labels({ steps: [{ op: 'derive', column: 'net', value: 'item.amount - 1' }, { op: 'filter', where: '' }] })).toEqual(['item', 'index', 'item.net']);
    expect(labels({ compute: [{ column: 'net', value: 'item.amount' }], types: { net: 'number', day: 'date' } })).toEqual(['item', 'index', 'item.net', 'item.day']);
  });
});
