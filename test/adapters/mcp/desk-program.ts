import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { deskServer } from './desk-server.ts';

process.stderr.write(`desk starts with sk-secret-in-stderr\n`);
serveStdio(() => deskServer(process.argv.includes('--changed')));
