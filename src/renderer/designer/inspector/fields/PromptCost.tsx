import { moneyText } from '../../../../core/domain/model/budget.ts';
import fieldStyles from '../../../components/fields/fields.module.css';
import { MarkedText } from '../../../components/MarkedText.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useConfigAround } from '../form/config-around.tsx';
import styles from '../text/text.module.css';
import { useEstimate } from './use-estimate.ts';

/** The connector that every installation has, and that asks nobody. */
const offline = 'mock';

/** How long a prompt is and what a call costs at most, with the model that answers; and whether it is too long for it. */
export function PromptCost({ text }: { readonly text: string }) {
  const { config } = useConfigAround();
  const { data } = useEstimate(config, text);
  const words = inspectorWords.prompt;
  if (text === '' || data === undefined) return null;
  const { id, model, tokens, contextTokens, fits, micros } = data;
  return (
    <>
      <p className={styles['count']}>
        <span>
          {words.tokens(tokens)}
          {contextTokens !== undefined && ` ${words.window(tokens, contextTokens)}`}
        </span>
        {id === offline ? <span>{words.offline}</span> : (
          <>
            <span>{micros === undefined ? words.noPrice : words.cost(moneyText(micros))}</span>
            <span>{words.who(id, model)}</span>
          </>
        )}
      </p>
      {text.includes('{{') && <p className={fieldStyles['help']}><MarkedText text={words.places} /></p>}
      {fits === false && <p role="status" className={styles['over']}>{words.tooLong(model)}</p>}
    </>
  );
}
