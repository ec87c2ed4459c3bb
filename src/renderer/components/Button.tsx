import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps, Tooltip, TooltipTrigger } from 'react-aria-components';
import styles from './Button.module.css';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './icon-paths.ts';

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode;
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly size?: 'small' | 'medium';
  readonly icon?: IconName;
}

/** A button with words. `isPending` keeps its focus, shows that it works and refuses a second press. */
export function Button({ children, look = 'plain', size = 'medium', icon, isPending = false, onPress, type = 'button', ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      type={isPending ? 'button' : type}
      aria-disabled={isPending}
      className={classNames(styles['button'], styles[look], styles[size])}
      {...(onPress === undefined || isPending ? {} : { onPress })}
    >
      {isPending ? <Icon name="spinner" isSpinning /> : icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'aria-label'> {
  /** What pressing does; read aloud and shown on hover and focus. */
  readonly label: string;
  readonly icon: IconName;
}

/** A button that shows only a drawing; its words come with the pointer or the focus. */
export function IconButton({ label, icon, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={50}>
      <AriaButton {...rest} aria-label={label} className={classNames(styles['button'], styles['quiet'], styles['square'])}>
        <Icon name={icon} />
      </AriaButton>
      <Tooltip className={classNames(styles['tooltip'])} offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
