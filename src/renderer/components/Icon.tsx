import styles from './Icon.module.css';
import { classNames } from './class-names.ts';
import { type IconName, iconPaths } from './icon-paths.ts';

export interface IconProps {
  readonly name: IconName;
  readonly size?: 'small' | 'medium' | 'large';
  readonly isSpinning?: boolean;
}

/** A line drawing in the colour of the text around it. It is never the only bearer of a meaning, so readers skip it. */
export function Icon({ name, size = 'medium', isSpinning = false }: IconProps) {
  return (
    <svg className={classNames(styles['icon'], styles[size], isSpinning && styles['spinning'])} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {iconPaths[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
