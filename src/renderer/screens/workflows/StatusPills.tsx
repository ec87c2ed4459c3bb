import { PressedGroup } from '../../components/PressedGroup.tsx';
import { libraryWords } from '../../strings/library.ts';
import styles from './library.module.css';

const words = libraryWords.pills;
const pills = ['all', 'draft', 'published', 'fix'] as const;
export type Pill = (typeof pills)[number];

export interface StatusPillsProps {
  readonly value: Pill;
  readonly onChange: (pill: Pill) => void;
}

/** Narrows the list to workflows in one state. */
export function StatusPills({ value, onChange }: StatusPillsProps) {
  return <PressedGroup label={words.label} values={pills} words={words} value={value} onChange={onChange} styles={{ group: styles['pills'], button: styles['pill'] }} />;
}
