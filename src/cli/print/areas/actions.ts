import type { AreaPrinters } from '../printer.ts';
import { table } from '../table.ts';
import { localTime, shown } from '../words.ts';

export const printers: AreaPrinters<'actions'> = {
  list: ({ items, transitions, loops }, look) => {
    if (items.length + transitions.length + loops.length === 0) return { text: 'Nothing waits for a person there.' };
    const until = (at: number | undefined): string => (at === undefined ? '' : ` until ${localTime(new Date(at).toISOString())}`);
    const actions = table(['action', 'label', 'at', 'may be used'], items.map((item) => [item.id, item.label, item.visit, item.isAvailable ? 'yes' : `no: ${shown(item.reason)}${until(item.until)}`]), look);
    const ways = table(['transition', 'from', 'to', 'by'], transitions.map((way) => [way.transition, way.visit, way.to, way.trigger]), look);
    const inLoops = table(['loop', 'pass', 'may be broken off'], loops.map((loop) => [loop.visit, String(loop.pass), loop.isBreakable ? 'yes' : `no: ${shown(loop.reason)}`]), look);
    return {
      text: [...(items.length === 0 ? [] : [actions]), ...(transitions.length === 0 ? [] : [ways]), ...(loops.length === 0 ? [] : [inLoops])].join('\n\n'),
      next: '`aiwm actions invoke <run> <action>` uses an action; `aiwm runs fire <run> <transition>` takes a transition; `aiwm runs break <run> <loop>` ends a loop.',
    };
  },
  invoke: ({ id, status }) => ({ text: `Set going: run ${id} is ${status}.`, next: `\`aiwm runs watch ${id}\` follows it.` }),
};
