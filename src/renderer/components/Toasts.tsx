import { Text, UNSTABLE_Toast as Toast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastRegion as ToastRegion } from 'react-aria-components';
import { shownText } from '../../core/domain/model/shown-text.ts';
import { shellWords } from '../strings/shell.ts';
import { Button, IconButton } from './Button.tsx';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import styles from './Toasts.module.css';
import { toastQueue, type ToastWords } from './toasts.ts';

const icons = { good: 'check', bad: 'alert', news: 'bell' } as const;

/** The corner where short messages appear; a landmark that F6 reaches. */
export function Toasts() {
  return (
    <ToastRegion queue={toastQueue} aria-label={shellWords.messages} className={classNames(styles['region'])}>
      {({ toast }) => (
        <Toast toast={toast} className={classNames(styles['toast'], styles[toast.content.tone])}>
          <Icon name={icons[toast.content.tone]} />
          <ToastContent className={classNames(styles['words'])}>
            <Text slot="title" className={classNames(styles['title'])}>
              {shownText(toast.content.title)}
            </Text>
            {toast.content.detail !== undefined && <Text slot="description">{shownText(toast.content.detail)}</Text>}
            {toast.content.action !== undefined && <Act toastKey={toast.key} action={toast.content.action} />}
          </ToastContent>
          <IconButton slot="close" icon="cross" label={shellWords.close} />
        </Toast>
      )}
    </ToastRegion>
  );
}

interface ActProps {
  readonly toastKey: string;
  readonly action: NonNullable<ToastWords['action']>;
}

function Act({ toastKey, action }: ActProps) {
  return (
    <Button
      size="small"
      onPress={() => {
        toastQueue.close(toastKey);
        action.run();
      }}
    >
      {action.label}
    </Button>
  );
}
