import { useMemo } from 'react';
import { fieldDiff, type FieldDiff } from '../../../../core/domain/model/field-diff.ts';
import type { RunLine } from '../../../../core/domain/operations/runs.ts';
import { DiffView } from '../../../editors/diff/DiffView.tsx';
import { StructureDiff } from '../../../editors/diff/StructureDiff.tsx';
import { runListWords } from '../../../strings/runs-list.ts';
import styles from './Compare.module.css';
import type { Sides } from './ComparedTotals.tsx';
import { type AskedPrompt, promptsOf } from './prompts-of.ts';

const words = runListWords.compare;
const parts = ['inputs', 'vars', 'nodes', 'outputs'] as const;

export interface ComparedValuesProps {
  readonly sides: Sides;
  readonly left: readonly RunLine[];
  readonly right: readonly RunLine[];
}

/** What the runs were given, asked and held, where it differs; what is equal is named only. */
export function ComparedValues({ sides, left, right }: ComparedValuesProps) {
  const prompts = useMemo(() => changedPrompts(promptsOf(left), promptsOf(right)), [left, right]);
  return (
    <section className={styles['part']} aria-label={words.values}>
      <h2>{words.values}</h2>
      {parts.map((part) => {
        const changes = fieldDiff(sides.left[part], sides.right[part]);
        const texts = changes.flatMap(asTexts);
        const others = changes.filter((change) => asTexts(change).length === 0);
        return (
          <div key={part} className={styles['value']}>
            <h3>{words.value[part]}</h3>
            {changes.length === 0 && <p className={styles['note']}>{words.equal}</p>}
            {others.length > 0 && <StructureDiff changes={others} label={words.value[part]} sides={[words.side.a, words.side.b]} />}
            {texts.slice(0, 20).map(({ path, before, after }) => (
              <div key={path} className={styles['prompt']}>
                <h4>{path}</h4>
                <DiffView before={before} after={after} beforeLabel={words.side.a} afterLabel={words.side.b} language="txt" />
              </div>
            ))}
          </div>
        );
      })}
      <div className={styles['value']}>
        <h3>{words.value.prompts}</h3>
        {prompts.length === 0 && <p className={styles['note']}>{words.equal}</p>}
        {prompts.slice(0, 20).map(({ effect, place, before, after }, index) => (
          <div key={effect} className={styles['prompt']}>
            <h4>{words.prompt(place, index + 1)}</h4>
            <DiffView before={before} after={after} beforeLabel={words.side.a} afterLabel={words.side.b} language="txt" />
          </div>
        ))}
      </div>
    </section>
  );
}

/** Long texts on both sides are compared line by line. */
function asTexts({ path, before, after }: FieldDiff): readonly { readonly path: string; readonly before: string; readonly after: string }[] {
  return typeof before === 'string' && typeof after === 'string' && Math.max(before.length, after.length) > 120 ? [{ path, before, after }] : [];
}

interface ChangedPrompt {
  readonly effect: string;
  readonly place: string;
  readonly before: string;
  readonly after: string;
}

function changedPrompts(left: readonly AskedPrompt[], right: readonly AskedPrompt[]): readonly ChangedPrompt[] {
  const [before, after] = [byEffect(left), byEffect(right)];
  return [...new Map([...before, ...after])].flatMap(([effect, { place }]) => {
    const pair = { before: before.get(effect)?.text ?? '', after: after.get(effect)?.text ?? '' };
    return pair.before === pair.after ? [] : [{ effect, place, ...pair }];
  });
}

function byEffect(prompts: readonly AskedPrompt[]): ReadonlyMap<string, AskedPrompt> {
  return new Map(prompts.map((prompt) => [prompt.effect, prompt]));
}
