import { nodeOf } from '../../../../core/domain/model/region-path.ts';
import { runListWords } from '../../../strings/runs-list.ts';

const words = runListWords.compare;

/** "Draft by draft, pass 2 › draft end": where a visit stands, the outermost step first, each by its name. */
export function placeWords(place: string, nameOf: (nodeId: string) => string): string {
  return place.split('/').map((part) => stepWords(part, nameOf)).join(' › ');
}

function stepWords(part: string, nameOf: (nodeId: string) => string): string {
  const [visit = part, body = ''] = part.split(':');
  const times = Number(/#(\d+)$/u.exec(visit)?.[1] ?? 1);
  const pass = /\[(\d+)\]$/u.exec(body)?.[1];
  return [nameOf(nodeOf(visit)), times > 1 ? words.visit(times) : '', pass === undefined ? '' : words.pass(Number(pass) + 1)].filter((each) => each !== '').join(', ');
}
