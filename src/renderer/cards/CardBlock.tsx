import { useId } from 'react';
import type { CardBlock as Block } from '../../core/domain/model/card.ts';
import { tableOfCard } from '../../core/domain/model/card-table.ts';
import { isJsonList, type Json } from '../../core/domain/model/json.ts';
import { shownText } from '../../core/domain/model/shown-text.ts';
import { classNames } from '../components/class-names.ts';
import { Icon } from '../components/Icon.tsx';
import { Markdown } from '../components/Markdown.tsx';
import { ScrollArea } from '../components/ScrollArea.tsx';
import { cardWords } from '../strings/cards.ts';
import styles from './CardParts.module.css';

type Of<Type extends Block['type']> = Extract<Block, { readonly type: Type }>;

/** What a card shows besides its fields. Headings begin sections, which draw them. */
export function CardBlock({ block }: { readonly block: Exclude<Block, Of<'heading'>> }) {
  switch (block.type) {
    case 'paragraph':
      return <Markdown source={block.text} />;
    case 'bullets':
      return (
        <ul className={styles['bullets']}>
          {(isJsonList(block.items) ? block.items : [block.items]).map((item, at) => (
            <li key={at}>{words(item)}</li>
          ))}
        </ul>
      );
    case 'image':
      return <Picture picture={block} />;
    case 'table':
      return <Table table={block} />;
    case 'divider':
      return <hr className={styles['divider']} />;
    case 'callout':
      return (
        <div role="note" className={classNames(styles['callout'], styles[block.tone])}>
          <Icon name={icons[block.tone]} />
          <Markdown source={block.text} />
        </div>
      );
  }
}

const icons = { info: 'info', good: 'check', warning: 'alert', bad: 'alert' } as const;

function words(value: Json): string {
  return shownText(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Only what stands in the card is drawn; a card fetches nothing. */
function Picture({ picture: { source, alt } }: { readonly picture: Of<'image'> }) {
  if (/^data:image\/(?:png|jpeg|gif|webp|svg\+xml);base64,/iu.test(source)) return <img className={styles['picture']} src={source} alt={alt} />;
  if (/^https:\/\//iu.test(source)) return <a href={source} target="_blank" rel="noreferrer noopener">{alt === '' ? cardWords.pictureAt(source) : alt}</a>;
  return <p className={styles['none']}>{cardWords.noPicture}</p>;
}

function Table({ table }: { readonly table: Of<'table'> }) {
  const id = useId();
  const { columns, rows } = tableOfCard(table);
  const label = table.label ?? '';
  return (
    <div className={styles['table']}>
      {label !== '' && <p id={id} className={styles['label']}>{shownText(label)}</p>}
      {rows.length === 0 ? (
        <p className={styles['none']}>{cardWords.noRows}</p>
      ) : (
        <ScrollArea label={label === '' ? columns.join(', ') : label} className={styles['scroll']}>
          <table {...(label === '' ? {} : { 'aria-labelledby': id })}>
            <thead>
              <tr>{columns.map((column, at) => <th key={at} scope="col">{shownText(column)}</th>)}</tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                <tr key={at}>{row.map((cell, place) => <td key={place}>{shownText(cell)}</td>)}</tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </div>
  );
}
