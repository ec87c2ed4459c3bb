import { useEffect } from 'react';
import { Button } from '../../components/Button.tsx';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { announce } from '../frame/announcements.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import styles from './Layers.module.css';

const words = canvasWords.empty;

/** What to do next, where nothing but a beginning and an end stands yet; said as well as shown. */
export function BeginHint() {
  useEffect(() => {
    announce(canvasWords.begin, false);
  }, []);
  return <p className={styles['hint']}>{canvasWords.begin}</p>;
}

/** What to do first, on a canvas with nothing on it; said as well as shown. */
export function EmptyHint({ isReadOnly }: { readonly isReadOnly: boolean }) {
  const { view } = useDesigner();
  useEffect(() => {
    announce(isReadOnly ? words.title : `${words.title}. ${words.text}`, false);
  }, [isReadOnly]);
  return (
    <div className={styles['empty']}>
      <h2>{words.title}</h2>
      {!isReadOnly && (
        <>
          <p>{words.text}</p>
          <Button icon="plus" onPress={() => { view.set({ dialog: { name: 'add_node' } }); }}>
            {words.action}
          </Button>
        </>
      )}
    </div>
  );
}
