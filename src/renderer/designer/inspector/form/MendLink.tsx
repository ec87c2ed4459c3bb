import { Link } from '@tanstack/react-router';
import { inspectorWords } from '../../../strings/designer-inspector.ts';

/** Where people put there what a finding says is missing. */
const places: { readonly [code: string]: '/settings/connectors' | '/settings/credentials' | '/settings/directories' | '/documents' | undefined } = {
  missing_connector: '/settings/connectors',
  missing_credential: '/settings/credentials',
  missing_directory: '/settings/directories',
  missing_document: '/documents',
};

/** The way to the screen that mends a finding, where the workflow itself cannot. */
export function MendLink({ code }: { readonly code: string }) {
  const to = places[code];
  return to === undefined ? null : <Link to={to}>{inspectorWords.mendMissing[code]}</Link>;
}
