import { Link } from '@tanstack/react-router';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { mendingOf } from '../../problems/fixes/fixes-by-code.ts';

/** The way to the screen that mends a finding, where the workflow itself cannot. */
export function MendLink({ code }: { readonly code: string }) {
  const { screen } = mendingOf(code);
  return screen === undefined ? null : <Link to={screen}>{inspectorWords.mendOn[screen]}</Link>;
}
