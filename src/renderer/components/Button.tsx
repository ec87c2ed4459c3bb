import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps, Tooltip, TooltipTrigger } from 'react-aria-components';
import { hostAwayId, useConnectionState } from '../state/connection.ts';
import styles from './Button.module.css';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './icon-paths.ts';

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'isPending'> {
  readonly children: ReactNode;
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly size?: 'small' | 'medium';
  readonly icon?: IconName;
  /** Given for what asks the host: true while it is asked. Such an act waits while the host is away. */
  readonly isPending?: boolean | undefined;
}

/** A button with words. While it is pending, or waits for the host, it keeps its focus and refuses a press; why stands beside the page. */
export function Button({ children, look = 'plain', size = 'medium', icon, isPending, onPress, type = 'button', ...rest }: ButtonProps) {
  const isAway = useConnectionState() !== 'live' && isPending !== undefined;
  const isBusy = isPending === true;
  const isHeld = isBusy || isAway;
  return (
    <AriaButton
      {...rest}
      type={isHeld ? 'button' : type}
      aria-disabled={isHeld}
      {...(isAway ? { 'aria-describedby': [rest['aria-describedby'], hostAwayId].filter(Boolean).join(' '), 'data-away': true } : {})}
      className={classNames(styles['button'], styles[look], styles[size])}
      {...(onPress === undefined || isHeld ? {} : { onPress })}
    >
      {isBusy ? <Icon name="spinner" isSpinning /> : icon !== undefined && <Icon name={icon} />}
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
