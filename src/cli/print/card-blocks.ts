import type { CardBlock } from '../../core/domain/model/card.ts';
import { tableOfCard } from '../../core/domain/model/card-table.ts';
import { isJsonList } from '../../core/domain/model/json.ts';
import { table, type TableLook } from './table.ts';

/** What a card shows besides its fields, as lines. */
export function blockText(block: CardBlock, look: TableLook): string {
  switch (block.type) {
    case 'heading':
      return look.paint('bold', block.text);
    case 'paragraph':
    case 'callout':
      return block.text;
    case 'bullets':
      return (isJsonList(block.items) ? block.items : [block.items]).map((item) => `- ${typeof item === 'string' ? item : JSON.stringify(item)}`).join('\n');
    case 'image':
      return block.source.startsWith('data:') ? `[${block.alt}]` : `[${block.alt}] ${block.source}`;
    case 'table': {
      const { columns, rows } = tableOfCard(block);
      return [...(block.label === undefined ? [] : [block.label]), table(columns, rows, look)].join('\n');
    }
    case 'divider':
      return '';
  }
}
