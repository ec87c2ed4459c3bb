import { type ReactNode, useDeferredValue, useId } from 'react';
import { type CardField, type CardPart, isCardBlock } from '../../core/domain/model/card.ts';
import { shownText } from '../../core/domain/model/shown-text.ts';
import { classNames } from '../components/class-names.ts';
import { CardBlock } from './CardBlock.tsx';
import styles from './CardParts.module.css';

export interface CardPartsProps {
  readonly parts: readonly CardPart[];
  readonly hidden?: ReadonlySet<string>;
  readonly renderField: (field: CardField) => ReactNode;
  /** How deep the headings of sections are. */
  readonly level?: 3 | 5;
}

interface Section {
  readonly heading?: Extract<CardPart, { readonly type: 'heading' }>;
  readonly parts: readonly Exclude<CardPart, { readonly type: 'heading' }>[];
}

/** As many parts as a phone shows at once are drawn first; those below follow as soon as these are painted. */
const drawnFirst = 10;

/** The parts of a card in sections, each a grid that is one column where it is narrow. */
export function CardParts({ parts, hidden, renderField, level = 3 }: CardPartsProps) {
  const shown = parts.filter(({ key }) => hidden?.has(key) !== true);
  const isWhole = useDeferredValue(true, false);
  return sectionsOf(isWhole ? shown : shown.slice(0, drawnFirst)).map((section, at) => <CardSection key={section.heading?.key ?? `first-${String(at)}`} section={section} level={level} renderField={renderField} />);
}

function CardSection({ section: { heading, parts }, level, renderField }: { readonly section: Section } & Required<Pick<CardPartsProps, 'level' | 'renderField'>>) {
  const id = useId();
  const Heading = `h${level}` as const;
  const grid = parts.length > 0 && (
    <div className={styles['grid']}>
      {parts.map((part) => (
        <div key={part.key} className={classNames(styles['part'], part.width !== undefined && styles[part.width])}>
          {isCardBlock(part) ? <CardBlock block={part} /> : renderField(part)}
        </div>
      ))}
    </div>
  );
  if (heading === undefined) return grid;
  return (
    <section aria-labelledby={id} className={styles['section']}>
      <Heading id={id}>{shownText(heading.text)}</Heading>
      {grid}
    </section>
  );
}

/** What follows a heading belongs to it, up to the next. */
function sectionsOf(parts: readonly CardPart[]): readonly Section[] {
  return parts.reduce<readonly Section[]>((sections, part) => {
    if (part.type === 'heading') return [...sections, { heading: part, parts: [] }];
    const last = sections.at(-1) ?? { parts: [] };
    return [...sections.slice(0, -1), { ...last, parts: [...last.parts, part] }];
  }, []);
}
